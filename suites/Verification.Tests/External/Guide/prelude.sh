#!/bin/bash
# What the guide takes for granted, made by plain API calls: networks, load balancers, secrets and log groups. The tags _custom_id_ and
# _custom_dns_name_ give them the identifiers that are written down in the guide.
set -euo pipefail

id() { echo "ResourceType=$1,Tags=[{Key=_custom_id_,Value=$2}]"; }

environment() {
  local name=$1 region=$2 net=$3 dns=$4 balancer=$5 group=$6 stage_group=$7 listener=$8 stage_listener=$9
  export AWS_DEFAULT_REGION=$region
  local arn="arn:aws:elasticloadbalancing:$region:123456789012"

  aws ec2 create-vpc --cidr-block "$net.0.0/16" --tag-specifications "$(id vpc "vpc-$name")"
  for i in 1 2 3; do
    zone="$region$(echo abc | cut -c$i)"
    aws ec2 create-subnet --vpc-id "vpc-$name" --cidr-block "$net.$i.0/24" --availability-zone "$zone" --tag-specifications "$(id subnet "subnet-$name$i")"
    aws ec2 create-subnet --vpc-id "vpc-$name" --cidr-block "$net.1$i.0/24" --availability-zone "$zone" --tag-specifications "$(id subnet "subnet-$name-public$i")"
  done
  aws ec2 create-security-group --group-name "$name-alb" --description "load balancer" --vpc-id "vpc-$name" --tag-specifications "$(id security-group "sg-$name-alb")"
  aws ec2 create-security-group --group-name "$name-ecs" --description "tasks" --vpc-id "vpc-$name" --tag-specifications "$(id security-group "sg-$name-ecs")"
  aws ec2 authorize-security-group-ingress --group-id "sg-$name-alb" --protocol tcp --port 80 --cidr 0.0.0.0/0
  aws ec2 authorize-security-group-ingress --group-id "sg-$name-alb" --protocol tcp --port 8080 --cidr "$net.0.0/16"
  aws ec2 authorize-security-group-ingress --group-id "sg-$name-ecs" --protocol tcp --port 8083 --source-group "sg-$name-alb"

  aws elbv2 create-load-balancer --name "$name-alb" --subnets "subnet-$name-public1" "subnet-$name-public2" "subnet-$name-public3" \
    --security-groups "sg-$name-alb" --tags "Key=_custom_id_,Value=$balancer" "Key=_custom_dns_name_,Value=$dns"
  target_group "notification-$name-tg" "$group" "vpc-$name"
  target_group "notification-$name-stage-tg" "$stage_group" "vpc-$name"
  listener "$arn:loadbalancer/app/$name-alb/$balancer" 80 "$listener"
  listener "$arn:loadbalancer/app/$name-alb/$balancer" 8080 "$stage_listener"
  rule "$arn:listener/app/$name-alb/$balancer/$listener" "$arn:targetgroup/notification-$name-tg/$group" rule1
  rule "$arn:listener/app/$name-alb/$balancer/$stage_listener" "$arn:targetgroup/notification-$name-stage-tg/$stage_group" rule2

  aws secretsmanager create-secret --name notification/db-url --secret-string "postgres://not-a-user@database.invalid/notification"
  aws secretsmanager create-secret --name notification/api-key --secret-string "not-a-real-key"
  aws logs create-log-group --log-group-name "/ecs/notification-service-$name"
}

target_group() {
  aws elbv2 create-target-group --name "$1" --protocol HTTP --port 8083 --vpc-id "$3" --target-type ip --health-check-path /health --tags "Key=_custom_id_,Value=$2"
}

listener() {
  aws elbv2 create-listener --load-balancer-arn "$1" --protocol HTTP --port "$2" --tags "Key=_custom_id_,Value=$3" \
    --default-actions 'Type=fixed-response,FixedResponseConfig={StatusCode=404,ContentType=text/plain,MessageBody=no such service}'
}

rule() {
  aws elbv2 create-rule --listener-arn "$1" --priority 1 --conditions "Field=path-pattern,Values=/*" --actions "Type=forward,TargetGroupArn=$2" --tags "Key=_custom_id_,Value=$3"
}

environment prod us-east-1 10.0 prod-alb-123456789.us-east-1.elb.amazonaws.com xyz789 abc123 abc124 abc123 def456
environment analytics us-west-2 10.1 analytics-alb-987654321.us-west-2.elb.amazonaws.com uvw123 def456 def457 ghi789 jkl012
