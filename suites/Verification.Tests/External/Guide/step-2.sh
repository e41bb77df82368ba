# 7. Build, push, and look at the image in the registry.
cd notification-service/
./build-and-push.sh v1.3.0
aws ecr describe-images --repository-name notification-service --region us-east-1 --image-ids imageTag=v1.3.0
