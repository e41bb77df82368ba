# 10. What one looks at.
aws ecs describe-clusters --clusters ${PROD_CLUSTER} --region ${PROD_REGION}
aws ecs list-services --cluster ${PROD_CLUSTER} --region ${PROD_REGION}
aws ecs describe-services --cluster ${PROD_CLUSTER} --services notification-service --region ${PROD_REGION}
aws ecs list-tasks --cluster ${PROD_CLUSTER} --service-name notification-service --region ${PROD_REGION}
aws ecs describe-tasks --cluster ${PROD_CLUSTER} --tasks <task-arn> --region ${PROD_REGION}
aws logs tail /ecs/notification-service-prod --follow
aws elbv2 describe-target-health --target-group-arn <tg-arn> --region ${PROD_REGION}
