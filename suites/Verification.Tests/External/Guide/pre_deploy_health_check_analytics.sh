#!/bin/bash
# 5. Before the deployment: enough healthy targets.
set -e
healthy=$(aws elbv2 describe-target-health --target-group-arn "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/notification-analytics-tg/def456" --region us-west-2 \
  --query 'length(TargetHealthDescriptions[?TargetHealth.State==`healthy`])' --output text)
echo "Healthy targets before deployment: $healthy"
[ "$healthy" -ge 1 ] || { echo "ERROR: not enough healthy targets"; exit 1; }
echo "Pre-deployment health check passed"
