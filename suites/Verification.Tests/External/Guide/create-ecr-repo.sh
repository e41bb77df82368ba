#!/bin/bash
# 3.1 The registry: a repository that is scanned on push, and replication to the other region.
aws ecr create-repository --region us-east-1 --repository-name notification-service --image-scanning-configuration scanOnPush=true \
  --tags Key=Environment,Value=production Key=Service,Value=notification
uri=$(aws ecr describe-repositories --region us-east-1 --repository-names notification-service --query 'repositories[0].repositoryUri' --output text)
aws ecr put-replication-configuration --region us-east-1 \
  --replication-configuration '{"rules": [{"destinations": [{"region": "us-west-2", "registryId": "123456789012"}]}]}'
echo "ECR Repository Created: $uri"
