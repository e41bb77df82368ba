#!/bin/bash
# 5. Before the deployment: enough healthy targets.
set -e
healthy=$(aws elbv2 describe-target-health --target-group-arn "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/abc123" --region us-east-1 \
  --query 'length(TargetHealthDescriptions[?TargetHealth.State==`healthy`])' --output text)
echo "Healthy targets before deployment: $healthy"
[ "$healthy" -ge 2 ] || { echo "ERROR: not enough healthy targets"; exit 1; }
echo "Pre-deployment health check passed"
