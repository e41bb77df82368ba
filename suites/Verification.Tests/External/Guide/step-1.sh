# 7. The current state of both clusters.
show() {
  aws ecs list-services --cluster "$1" --region "$2"
  definition=$(aws ecs describe-services --cluster "$1" --services notification-service --region "$2" --query 'services[0].taskDefinition' --output text)
  aws ecs describe-task-definition --task-definition "$definition" --region "$2" --query 'taskDefinition.containerDefinitions[0].image'
}
show prod-cluster us-east-1
show analytics-cluster us-west-2
