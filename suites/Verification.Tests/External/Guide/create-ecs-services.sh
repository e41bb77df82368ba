#!/bin/bash
# 3.5 The service in both clusters, behind its target group, with circuit breaker and rollback.
service() {
  local name=$1 region=$2 count=$3 target_group=$4
  aws ecs create-service --cluster "$name-cluster" --region "$region" --service-name notification-service --task-definition "notification-service-$name" \
    --desired-count "$count" --launch-type FARGATE \
    --network-configuration "awsvpcConfiguration={subnets=[subnet-${name}1,subnet-${name}2,subnet-${name}3],securityGroups=[sg-$name-ecs],assignPublicIp=DISABLED}" \
    --load-balancers "targetGroupArn=arn:aws:elasticloadbalancing:$region:123456789012:targetgroup/$target_group,containerName=notification-service,containerPort=8083" \
    --deployment-controller type=ECS \
    --deployment-configuration "maximumPercent=200,minimumHealthyPercent=100,deploymentCircuitBreaker={enable=true,rollback=true}"
}
service prod us-east-1 3 notification-prod-tg/abc123
service analytics us-west-2 2 notification-analytics-tg/def456
echo "services created"
