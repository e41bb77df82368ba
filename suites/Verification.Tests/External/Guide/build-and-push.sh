#!/bin/bash
# 6.1 Build the image and push it under its version and as latest.
set -e
repository=123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service
version=${1:-$(git rev-parse --short HEAD)}
docker build -t "notification-service:$version" .
docker tag "notification-service:$version" "$repository:$version"
docker tag "notification-service:$version" "$repository:latest"
aws ecr get-login-password --region us-east-1 | docker login --username AWS --password-stdin "$repository"
docker push "$repository:$version"
docker push "$repository:latest"
echo "Image pushed: $repository:$version"
echo "IMAGE_URI=$repository:$version" >> "$GITHUB_OUTPUT"
