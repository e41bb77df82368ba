#!/bin/bash
# 3.2 Two clusters on Fargate, with their capacity provider strategies.
cluster() {
  aws ecs create-cluster --cluster-name "$1" --region "$2" --capacity-providers FARGATE FARGATE_SPOT \
    --default-capacity-provider-strategy "capacityProvider=FARGATE,weight=1,base=$3" capacityProvider=FARGATE_SPOT,weight=1 --tags "key=Environment,value=$4"
}
cluster prod-cluster us-east-1 2 production
cluster analytics-cluster us-west-2 1 analytics
