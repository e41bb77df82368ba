"""ECS's own blue/green as a user of boto3 drives it: a pause that is continued, and a stop that goes back."""
import sys
import time
import uuid

import boto3
import requests

REGION = "us-east-1"
ecs, ec2, elb, iam = (boto3.client(name, region_name=REGION) for name in ("ecs", "ec2", "elbv2", "iam"))
if not hasattr(ecs, "continue_service_deployment"):
    print("this boto3 has no continue_service_deployment")
    sys.exit(3)

# Every Python that runs this has its own names in the one account.
NAME = "native-" + uuid.uuid4().hex[:8]


def define(version):
    return ecs.register_task_definition(
        family=NAME, networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
        containerDefinitions=[{"name": "web", "image": f"docker.io/acme/web:{version}", "portMappings": [{"containerPort": 8083}]}],
    )["taskDefinition"]["taskDefinitionArn"]


def deployment():
    arn = ecs.describe_services(cluster=NAME, services=["web"])["services"][0]["currentServiceDeployment"]
    return ecs.describe_service_deployments(serviceDeploymentArns=[arn])["serviceDeployments"][0]


def wait(what, holds):
    for _ in range(600):
        seen = deployment()
        if holds(seen):
            return seen
        time.sleep(0.1)
    raise SystemExit(f"{what} did not come: {deployment()}")


def awaiting(seen):
    return any(hook["status"] == "AWAITING_ACTION" for hook in seen["lifecycleHookDetails"])


def pass_the_pause():
    seen = wait("the pause", awaiting)
    assert seen["lifecycleStage"] == "POST_SCALE_UP", seen
    hook = next(hook for hook in seen["lifecycleHookDetails"] if hook["status"] == "AWAITING_ACTION")
    assert hook["targetType"] == "PAUSE" and hook["timeoutAction"] == "ROLLBACK", hook
    ecs.continue_service_deployment(serviceDeploymentArn=seen["serviceDeploymentArn"], hookId=hook["hookId"], action="CONTINUE")
    return wait("success", lambda seen: seen["status"] == "SUCCESSFUL")


vpc = ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
subnets = [
    ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.77.{number}.0/24", AvailabilityZone=REGION + zone)["Subnet"]["SubnetId"]
    for number, zone in ((1, "a"), (2, "b"))
]
balancer = elb.create_load_balancer(Name=NAME, Subnets=subnets)["LoadBalancers"][0]
blue, green = (
    elb.create_target_group(
        Name=f"{NAME}-{color}", Protocol="HTTP", Port=8083, VpcId=vpc, TargetType="ip", HealthCheckPath="/health", HealthCheckIntervalSeconds=10,
    )["TargetGroups"][0]["TargetGroupArn"]
    for color in ("blue", "green")
)
for group in (blue, green):
    elb.modify_target_group_attributes(TargetGroupArn=group, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "10"}])
listener = elb.create_listener(
    LoadBalancerArn=balancer["LoadBalancerArn"], Port=80, Protocol="HTTP", DefaultActions=[{"Type": "forward", "TargetGroupArn": blue}],
)["Listeners"][0]["ListenerArn"]
rule = elb.describe_rules(ListenerArn=listener)["Rules"][0]["RuleArn"]
role = iam.create_role(
    RoleName=NAME,
    AssumeRolePolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
)["Role"]["Arn"]


def version():
    return requests.get(f"http://{balancer['DNSName']}/version").json()["version"]


ecs.create_cluster(clusterName=NAME)
ecs.create_service(
    cluster=NAME, serviceName="web", taskDefinition=define("v1"), desiredCount=2, launchType="FARGATE",
    networkConfiguration={"awsvpcConfiguration": {"subnets": subnets}},
    loadBalancers=[{
        "targetGroupArn": blue, "containerName": "web", "containerPort": 8083,
        "advancedConfiguration": {"alternateTargetGroupArn": green, "productionListenerRule": rule, "roleArn": role},
    }],
    deploymentConfiguration={
        "strategy": "BLUE_GREEN", "bakeTimeInMinutes": 0, "lifecycleHooks": [{"targetType": "PAUSE", "lifecycleStages": ["POST_SCALE_UP"]}],
    },
)
pass_the_pause()
assert version() == "v1"

ecs.update_service(cluster=NAME, service="web", taskDefinition=define("v2"))
wait("the pause", awaiting)
assert version() == "v1"
done = pass_the_pause()
assert version() == "v2"
assert done["targetServiceRevision"]["requestedProductionTrafficWeight"] == 100.0, done
groups = elb.describe_rules(RuleArns=[rule])["Rules"][0]["Actions"][0]["ForwardConfig"]["TargetGroups"]
assert {group["TargetGroupArn"]: group["Weight"] for group in groups} == {blue: 0, green: 100}, groups

ecs.update_service(cluster=NAME, service="web", taskDefinition=define("v3"))
seen = wait("the pause", awaiting)
ecs.stop_service_deployment(serviceDeploymentArn=seen["serviceDeploymentArn"], stopType="ROLLBACK")
back = wait("the rollback", lambda seen: seen["status"] == "ROLLBACK_SUCCESSFUL")
revision = ecs.describe_service_revisions(serviceRevisionArns=[back["rollback"]["serviceRevisionArn"]])["serviceRevisions"][0]
assert revision["resolvedConfiguration"]["loadBalancers"] == [{"targetGroupArn": green, "productionListenerRule": rule}], revision
assert version() == "v2"
print("BLUE/GREEN PASSED")
