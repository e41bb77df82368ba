#!/bin/bash
# 5. After the deployment: counts match, and the load balancer answers.
set -e
sleep 30
running=$(aws ecs describe-services --cluster analytics-cluster --services notification-service --region us-west-2 --query 'services[0].runningCount' --output text)
desired=$(aws ecs describe-services --cluster analytics-cluster --services notification-service --region us-west-2 --query 'services[0].desiredCount' --output text)
[ "$running" = "$desired" ] || { echo "ERROR: Task count mismatch $running/$desired"; exit 1; }
status=$(curl -s -o /dev/null -w "%{http_code}" http://analytics-alb-987654321.us-west-2.elb.amazonaws.com/health)
[ "$status" = "200" ] || { echo "ERROR: Health check failed with status $status"; exit 1; }
echo "Post-deployment verification passed"
