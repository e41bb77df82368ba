#!/bin/bash
# 5. Stage 1: the cluster is active, and at least one task runs.
set -e
status=$(aws ecs describe-clusters --clusters analytics-cluster --region us-west-2 --query 'clusters[0].status' --output text)
[ "$status" = "ACTIVE" ] || { echo "ERROR: analytics-cluster is $status"; exit 1; }
running=$(aws ecs describe-services --cluster analytics-cluster --services notification-service --region us-west-2 --query 'services[0].runningCount' --output text)
desired=$(aws ecs describe-services --cluster analytics-cluster --services notification-service --region us-west-2 --query 'services[0].desiredCount' --output text)
[ "$running" -ge 1 ] || { echo "ERROR: no tasks running"; exit 1; }
echo "Service is healthy with $running/$desired tasks"
aws ecs describe-clusters --clusters analytics-cluster --region us-west-2 --query 'clusters[0].capacityProviders' --output json
echo "cluster validation complete"
