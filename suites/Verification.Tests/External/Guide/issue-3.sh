# 9. Health checks fail.
aws logs tail /ecs/notification-service-prod --follow
aws ecs describe-task-definition --task-definition notification-service-prod --query 'taskDefinition.containerDefinitions[0].healthCheck'
address=$(aws ecs describe-tasks --cluster prod-cluster --tasks <task-arn> --query 'tasks[0].containers[0].networkInterfaces[0].privateIpv4Address' --output text)
curl http://${address}:8083/health
