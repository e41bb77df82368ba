#!/bin/bash
# 3.3 The execution role with AWS's managed policy, and the task role with a policy of its own.
cat > trust.json <<EOF
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
EOF
cat > permissions.json <<EOF
{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": ["sns:Publish", "sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"], "Resource": "*"},
  {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": "arn:aws:secretsmanager:*:*:secret:notification/*"}]}
EOF
aws iam create-role --role-name notification-service-execution-role --assume-role-policy-document file://trust.json
aws iam attach-role-policy --role-name notification-service-execution-role --policy-arn arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
aws iam create-role --role-name notification-service-task-role --assume-role-policy-document file://trust.json
aws iam put-role-policy --role-name notification-service-task-role --policy-name NotificationServicePolicy --policy-document file://permissions.json
echo "IAM roles created successfully"
