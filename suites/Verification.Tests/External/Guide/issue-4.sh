# 9. Traffic does not shift.
aws elbv2 describe-target-health --target-group-arn <tg-arn> --region us-east-1
aws elbv2 describe-rules --listener-arn <listener-arn> --region us-east-1
aws elbv2 modify-rule --rule-arn <rule-arn> --actions '[{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": "<green-tg-arn>", "Weight": 100}]}}]'
