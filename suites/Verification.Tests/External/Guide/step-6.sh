# 7. The manual rollback of both clusters.
./scripts/rollback.sh prod-cluster us-east-1
./scripts/rollback.sh analytics-cluster us-west-2
./scripts/health-check.sh prod-cluster us-east-1
./scripts/health-check.sh analytics-cluster us-west-2
