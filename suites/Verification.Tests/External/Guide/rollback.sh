#!/bin/bash
# 6.3 Back to the previous revision, wait, and check.
set -e
cluster=$1 region=$2
current=$(aws ecs describe-services --cluster "$cluster" --services notification-service --region "$region" --query 'services[0].taskDefinition' --output text)
previous="${current%:*}:$((${current##*:} - 1))"
aws ecs describe-task-definition --task-definition "$previous" --region "$region" > /dev/null 2>&1 || { echo "ERROR: Previous task definition not found"; exit 1; }
aws ecs update-service --cluster "$cluster" --service notification-service --task-definition "$previous" --region "$region" --force-new-deployment
aws ecs wait services-stable --cluster "$cluster" --services notification-service --region "$region"
echo "Rollback complete: $previous"
./health-check.sh "$cluster" "$region"
