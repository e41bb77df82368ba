#!/bin/bash
# 5. Stage 4: the deployed tag is the one that was asked for.
set -e
definition=$(aws ecs describe-services --cluster analytics-cluster --services notification-service --region us-west-2 --query 'services[0].taskDefinition' --output text)
tag=$(aws ecs describe-task-definition --task-definition "$definition" --region us-west-2 --query 'taskDefinition.containerDefinitions[0].image' --output text | cut -d':' -f2)
echo "Deployed image tag: $tag"
[ "$tag" = "<+artifacts.primary.tag>" ] || { echo "ERROR: Image tag mismatch"; exit 1; }
echo "analytics-cluster verified"
