# 9. The image is not replicated.
aws ecr describe-registry --region us-east-1
aws ecr put-replication-configuration --region us-east-1 \
  --replication-configuration '{"rules": [{"destinations": [{"region": "us-west-2", "registryId": "123456789012"}]}]}'
aws ecr batch-get-image --repository-name notification-service --image-ids imageTag=v1.3.0 --region us-east-1 --query 'images[].imageManifest' --output text \
  | aws ecr put-image --repository-name notification-service --image-tag v1.3.0 --image-manifest file:///dev/stdin --region us-west-2
