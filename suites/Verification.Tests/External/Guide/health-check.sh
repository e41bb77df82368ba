#!/bin/bash
# health-check.sh
# Comprehensive health check for notification service

set -e

CLUSTER=$1
REGION=$2
SERVICE_NAME="notification-service"

echo "Running health check for ${SERVICE_NAME} in ${CLUSTER} (${REGION})..."

# Check service status
SERVICE_STATUS=$(aws ecs describe-services \
  --cluster ${CLUSTER} \
  --services ${SERVICE_NAME} \
  --region ${REGION} \
  --query 'services[0].status' \
  --output text)

if [ "$SERVICE_STATUS" != "ACTIVE" ]; then
  echo "ERROR: Service status is $SERVICE_STATUS"
  exit 1
fi

echo "✓ Service status: ACTIVE"

# Check task count
RUNNING_COUNT=$(aws ecs describe-services \
  --cluster ${CLUSTER} \
  --services ${SERVICE_NAME} \
  --region ${REGION} \
  --query 'services[0].runningCount' \
  --output text)

DESIRED_COUNT=$(aws ecs describe-services \
  --cluster ${CLUSTER} \
  --services ${SERVICE_NAME} \
  --region ${REGION} \
  --query 'services[0].desiredCount' \
  --output text)

echo "Running tasks: ${RUNNING_COUNT}/${DESIRED_COUNT}"

if [ "$RUNNING_COUNT" != "$DESIRED_COUNT" ]; then
  echo "ERROR: Task count mismatch"
  exit 1
fi

echo "✓ All tasks running"

# Check task health
TASK_ARNS=$(aws ecs list-tasks \
  --cluster ${CLUSTER} \
  --service-name ${SERVICE_NAME} \
  --region ${REGION} \
  --query 'taskArns' \
  --output text)

for TASK_ARN in $TASK_ARNS; do
  TASK_HEALTH=$(aws ecs describe-tasks \
    --cluster ${CLUSTER} \
    --tasks ${TASK_ARN} \
    --region ${REGION} \
    --query 'tasks[0].healthStatus' \
    --output text)

  echo "Task $(basename $TASK_ARN): $TASK_HEALTH"

  if [ "$TASK_HEALTH" != "HEALTHY" ]; then
    echo "ERROR: Task is not healthy"
    exit 1
  fi
done

echo "✓ All tasks healthy"

# Check ALB target health
TG_ARN=$(aws ecs describe-services \
  --cluster ${CLUSTER} \
  --services ${SERVICE_NAME} \
  --region ${REGION} \
  --query 'services[0].loadBalancers[0].targetGroupArn' \
  --output text)

if [ "$TG_ARN" != "None" ]; then
  HEALTHY_TARGETS=$(aws elbv2 describe-target-health \
    --target-group-arn ${TG_ARN} \
    --region ${REGION} \
    --query 'length(TargetHealthDescriptions[?TargetHealth.State==`healthy`])' \
    --output text)

  echo "Healthy ALB targets: ${HEALTHY_TARGETS}"

  if [ "$HEALTHY_TARGETS" -lt 1 ]; then
    echo "ERROR: No healthy ALB targets"
    exit 1
  fi

  echo "✓ ALB targets healthy"
fi

echo "✓ Health check passed for ${CLUSTER}"
