#!/bin/bash
# In place of the pipeline's blue/green steps: a revision with the image of that tag, rolled out.
set -e
name=$1 region=$2 tag=$3
sed "s|notification-service:latest|notification-service:$tag|" "notification-task-def-$name.json" > "next-$name.json"
definition=$(aws ecs register-task-definition --cli-input-json "file://next-$name.json" --region "$region" --query 'taskDefinition.taskDefinitionArn' --output text)
aws ecs update-service --cluster "$name-cluster" --service notification-service --task-definition "$definition" --region "$region" --query 'service.status'
aws ecs wait services-stable --cluster "$name-cluster" --services notification-service --region "$region"
echo "deployed $definition"
