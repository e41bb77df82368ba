# 7. After the pipeline.
./scripts/health-check.sh prod-cluster us-east-1
aws ecs describe-services --cluster prod-cluster --services notification-service --region us-east-1 --query 'services[0].taskDefinition'
curl -s http://prod-alb-123456789.us-east-1.elb.amazonaws.com/health | jq .
./scripts/health-check.sh analytics-cluster us-west-2
aws ecs describe-services --cluster analytics-cluster --services notification-service --region us-west-2 --query 'services[0].taskDefinition'
curl -s http://analytics-alb-987654321.us-west-2.elb.amazonaws.com/health | jq .
