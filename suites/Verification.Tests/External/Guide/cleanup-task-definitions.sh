#!/bin/bash
# 6.4 Deregister all revisions but the last five.
set -e
definitions=$(aws ecs list-task-definitions --family-prefix notification-service-prod --region "$1" --query 'taskDefinitionArns' --output text | tr '\t' '\n' | sort -V)
count=$(echo "$definitions" | wc -l)
[ "$count" -gt 5 ] || { echo "No cleanup needed"; exit 0; }
echo "$definitions" | head -n $((count - 5)) | while read -r definition; do
  aws ecs deregister-task-definition --task-definition "$definition" --region "$1" > /dev/null
done
echo "Cleanup complete"
