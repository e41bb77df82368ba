#!/bin/bash
# 3.4 One container, two task definitions.
task_definition() {
  local name=$1 region=$2 environment=$3 cpu=$4 memory=$5
  cat > "notification-task-def-$name.json" <<EOF
{
  "family": "notification-service-$name", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "$cpu", "memory": "$memory",
  "executionRoleArn": "arn:aws:iam::123456789012:role/notification-service-execution-role",
  "taskRoleArn": "arn:aws:iam::123456789012:role/notification-service-task-role",
  "containerDefinitions": [{
    "name": "notification-service", "image": "123456789012.dkr.ecr.$region.amazonaws.com/notification-service:latest", "essential": true,
    "portMappings": [{"containerPort": 8083, "protocol": "tcp"}],
    "environment": [{"name": "ENVIRONMENT", "value": "$environment"}, {"name": "REGION", "value": "$region"}, {"name": "CLUSTER", "value": "$name-cluster"}],
    "secrets": [
      {"name": "DATABASE_URL", "valueFrom": "arn:aws:secretsmanager:$region:123456789012:secret:notification/db-url"},
      {"name": "API_KEY", "valueFrom": "arn:aws:secretsmanager:$region:123456789012:secret:notification/api-key"}],
    "logConfiguration": {"logDriver": "awslogs", "options": {
      "awslogs-group": "/ecs/notification-service-$name", "awslogs-region": "$region", "awslogs-stream-prefix": "ecs"}},
    "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:8083/health || exit 1"], "interval": 30, "timeout": 5, "retries": 3, "startPeriod": 60}
  }]
}
EOF
  aws ecs register-task-definition --cli-input-json "file://notification-task-def-$name.json" --region "$region"
}
task_definition prod us-east-1 production 512 1024
task_definition analytics us-west-2 analytics 256 512
