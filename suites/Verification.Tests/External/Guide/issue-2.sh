# 9. The task definition cannot be registered.
aws ecs register-task-definition --cli-input-json file://task-def.json --region us-east-1
aws iam get-role --role-name notification-service-execution-role
aws iam get-role --role-name notification-service-task-role
aws ecr describe-images --repository-name notification-service --region us-east-1
