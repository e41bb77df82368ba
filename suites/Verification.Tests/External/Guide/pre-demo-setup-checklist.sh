# 7. Before the demo.
aws ecr describe-repositories --repository-names notification-service --region us-east-1
./scripts/health-check.sh prod-cluster us-east-1
./scripts/health-check.sh analytics-cluster us-west-2
