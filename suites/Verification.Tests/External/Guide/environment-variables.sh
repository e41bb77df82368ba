# 10. Names that the commands use.
export PROD_CLUSTER="prod-cluster" PROD_REGION="us-east-1" PROD_ALB="prod-alb-123456789.us-east-1.elb.amazonaws.com"
export ANALYTICS_CLUSTER="analytics-cluster" ANALYTICS_REGION="us-west-2" ANALYTICS_ALB="analytics-alb-987654321.us-west-2.elb.amazonaws.com"
export ECR_REPO="123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service"
