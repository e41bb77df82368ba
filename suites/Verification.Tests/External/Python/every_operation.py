#!/usr/bin/env python3
"""Calls every operation of the sandbox at least once and looks at what comes back: every_operation.py SERVICE:OPERATION...

The arguments are the operations that the sandbox implements. What was not called, or did not succeed, is printed; the exit code is then 1.
Operations that this version of boto3 does not know are printed as unknown, and are no failure here.
"""
import base64, hashlib, json, os, sys, time

import boto3

NAMES = {"elbv2": "elasticloadbalancing"}
succeeded = set()


def client(service, region="us-east-1"):
    made = boto3.client(service, region_name=region, endpoint_url=os.environ["AWS_ENDPOINT_URL"], aws_access_key_id="test", aws_secret_access_key="test")

    def after_call(http_response, model, **_):
        if http_response.status_code == 200:
            succeeded.add(f"{NAMES.get(service, service)}:{model.name}")

    made.meta.events.register("after-call.*.*", after_call)
    return made


SERVICES = ("ecs", "elbv2", "ecr", "ec2", "iam", "logs", "secretsmanager", "sts", "application-autoscaling")
clients = [client(name) for name in SERVICES]
ecs, elb, ecr, ec2, iam, logs, secrets, sts, scaling = clients


def eventually(what, look, seconds=60):
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"{what} has not come about in {seconds} s"
        time.sleep(0.2)
    return seen


def identity():
    assert sts.get_caller_identity()["Account"] == "123456789012"
    trust = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*", "Service": ["ecs-tasks.amazonaws.com", "ecs.amazonaws.com"]}, "Action": "sts:AssumeRole"}]})
    role = iam.create_role(RoleName="task", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    assert iam.get_role(RoleName="task")["Role"]["Arn"] == role
    assert [each["RoleName"] for each in iam.list_roles()["Roles"]] == ["task"]
    iam.update_assume_role_policy(RoleName="task", PolicyDocument=trust)
    may = iam.simulate_principal_policy(PolicySourceArn=sts.get_caller_identity()["Arn"], ActionNames=["ecs:UpdateService"], ResourceArns=["*"])
    assert [(each["EvalActionName"], each["EvalDecision"]) for each in may["EvaluationResults"]] == [("ecs:UpdateService", "allowed")]
    assert sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]["SessionToken"]
    managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
    iam.attach_role_policy(RoleName="task", PolicyArn=managed)
    assert iam.list_attached_role_policies(RoleName="task")["AttachedPolicies"][0]["PolicyArn"] == managed
    iam.detach_role_policy(RoleName="task", PolicyArn=managed)
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}]})
    iam.put_role_policy(RoleName="task", PolicyName="own", PolicyDocument=policy)
    assert iam.get_role_policy(RoleName="task", PolicyName="own")["PolicyDocument"]["Statement"][0]["Action"] == "sns:Publish"
    assert iam.list_role_policies(RoleName="task")["PolicyNames"] == ["own"]
    iam.delete_role_policy(RoleName="task", PolicyName="own")
    return role


def network():
    zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone=zones[i])["Subnet"]["SubnetId"] for i in (0, 1)]
    group = ec2.create_security_group(GroupName="tasks", Description="tasks", VpcId=vpc)["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 8083, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": "test"}])
    assert ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Tags"] == [{"Key": "Name", "Value": "test"}]
    assert len(ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]) == 2
    assert ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"][0]["ToPort"] == 8083
    return vpc, subnets, group


def registry():
    ecr.put_replication_configuration(replicationConfiguration={"rules": [{"destinations": [{"region": "us-west-2", "registryId": "123456789012"}]}]})
    assert ecr.describe_registry()["replicationConfiguration"]["rules"]
    repository = ecr.create_repository(repositoryName="app")["repository"]
    assert ecr.describe_repositories(repositoryNames=["app"])["repositories"][0]["repositoryUri"] == repository["repositoryUri"]
    token = base64.b64decode(ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]).decode()
    assert token.startswith("AWS:")
    blobs = [upload(data) for data in (b'{"architecture":"amd64","os":"linux"}', b"a layer")]
    assert ecr.batch_check_layer_availability(repositoryName="app", layerDigests=[digest for digest, _ in blobs])["layers"][0]["layerAvailability"] == "AVAILABLE"
    assert ecr.get_download_url_for_layer(repositoryName="app", layerDigest=blobs[1][0])["downloadUrl"]
    oci = "application/vnd.oci.image."
    manifest = json.dumps({
        "schemaVersion": 2, "mediaType": oci + "manifest.v1+json",
        "config": {"mediaType": oci + "config.v1+json", "digest": blobs[0][0], "size": blobs[0][1]},
        "layers": [{"mediaType": oci + "layer.v1.tar+gzip", "digest": blobs[1][0], "size": blobs[1][1]}]})
    digest = ecr.put_image(repositoryName="app", imageManifest=manifest, imageTag="v1")["image"]["imageId"]["imageDigest"]
    ecr.put_image(repositoryName="app", imageManifest=manifest, imageTag="old")
    assert ecr.batch_get_image(repositoryName="app", imageIds=[{"imageTag": "v1"}])["images"][0]["imageManifest"] == manifest
    assert ecr.batch_delete_image(repositoryName="app", imageIds=[{"imageTag": "old"}])["imageIds"][0]["imageTag"] == "old"
    assert [image["imageTag"] for image in ecr.list_images(repositoryName="app")["imageIds"]] == ["v1"]
    assert ecr.describe_images(repositoryName="app", imageIds=[{"imageTag": "v1"}])["imageDetails"][0]["imageDigest"] == digest
    status = lambda: ecr.describe_image_replication_status(repositoryName="app", imageId={"imageTag": "v1"})["replicationStatuses"]
    eventually("replication", lambda: [each["status"] for each in status()] == ["COMPLETE"])
    assert client("ecr", "us-west-2").describe_images(repositoryName="app")["imageDetails"][0]["imageDigest"] == digest
    return repository["repositoryUri"] + ":v1"


def upload(data):
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    started = ecr.initiate_layer_upload(repositoryName="app")["uploadId"]
    ecr.upload_layer_part(repositoryName="app", uploadId=started, partFirstByte=0, partLastByte=len(data) - 1, layerPartBlob=data)
    assert ecr.complete_layer_upload(repositoryName="app", uploadId=started, layerDigests=[digest])["layerDigest"] == digest
    return digest, len(data)


def balancing(vpc, subnets, group):
    balancer = elb.create_load_balancer(Name="alb", Subnets=subnets, SecurityGroups=[group])["LoadBalancers"][0]["LoadBalancerArn"]
    assert elb.describe_load_balancers(Names=["alb"])["LoadBalancers"][0]["LoadBalancerArn"] == balancer
    target_group = lambda name: elb.create_target_group(Name=name, Protocol="HTTP", Port=8083, VpcId=vpc, TargetType="ip", HealthCheckPath="/health")["TargetGroups"][0]["TargetGroupArn"]
    blue, green = target_group("blue"), target_group("green")
    assert elb.modify_target_group(TargetGroupArn=blue, HealthCheckIntervalSeconds=10)["TargetGroups"][0]["HealthCheckIntervalSeconds"] == 10
    elb.modify_target_group_attributes(TargetGroupArn=blue, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "5"}])
    assert {"Key": "deregistration_delay.timeout_seconds", "Value": "5"} in elb.describe_target_group_attributes(TargetGroupArn=blue)["Attributes"]
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "30"}])
    assert {"Key": "idle_timeout.timeout_seconds", "Value": "30"} in elb.describe_load_balancer_attributes(LoadBalancerArn=balancer)["Attributes"]
    not_found = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
    listener = elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=not_found)["Listeners"][0]["ListenerArn"]
    elb.modify_listener(ListenerArn=listener, Port=8080)
    assert elb.describe_listeners(LoadBalancerArn=balancer)["Listeners"][0]["Port"] == 8080
    forward = lambda arn: [{"Type": "forward", "TargetGroupArn": arn}]
    rule = elb.create_rule(ListenerArn=listener, Priority=1, Conditions=[{"Field": "path-pattern", "Values": ["/*"]}], Actions=forward(green))["Rules"][0]["RuleArn"]
    elb.modify_rule(RuleArn=rule, Actions=forward(blue))
    assert elb.describe_rules(ListenerArn=listener)["Rules"][0]["Actions"][0]["TargetGroupArn"] == blue
    elb.add_tags(ResourceArns=[blue], Tags=[{"Key": "slot", "Value": "blue"}])
    assert elb.describe_tags(ResourceArns=[blue])["TagDescriptions"][0]["Tags"] == [{"Key": "slot", "Value": "blue"}]
    elb.register_targets(TargetGroupArn=green, Targets=[{"Id": "10.0.0.200", "Port": 8083}])
    elb.deregister_targets(TargetGroupArn=green, Targets=[{"Id": "10.0.0.200", "Port": 8083}])
    assert elb.describe_target_groups(TargetGroupArns=[blue])["TargetGroups"][0]["TargetGroupName"] == "blue"
    return balancer, listener, rule, blue, green


def secret_and_logs():
    arn = secrets.create_secret(Name="key", SecretString="one")["ARN"]
    secrets.put_secret_value(SecretId="key", SecretString="two")
    assert secrets.get_secret_value(SecretId="key")["SecretString"] == "two"
    assert secrets.describe_secret(SecretId=arn)["Name"] == "key"
    assert [each["Name"] for each in secrets.list_secrets()["SecretList"]] == ["key"]
    logs.create_log_group(logGroupName="/app")
    logs.create_log_stream(logGroupName="/app", logStreamName="mine")
    logs.put_log_events(logGroupName="/app", logStreamName="mine", logEvents=[{"timestamp": int(time.time() * 1000), "message": "hello"}])
    assert logs.get_log_events(logGroupName="/app", logStreamName="mine")["events"][0]["message"] == "hello"
    assert logs.describe_log_groups(logGroupNamePrefix="/app")["logGroups"][0]["logGroupName"] == "/app"
    assert logs.describe_log_streams(logGroupName="/app")["logStreams"][0]["logStreamName"] == "mine"
    return arn


def definition(role, image, secret):
    registered = ecs.register_task_definition(
        family="app", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512", executionRoleArn=role, taskRoleArn=role,
        containerDefinitions=[{
            "name": "app", "image": image, "essential": True, "portMappings": [{"containerPort": 8083, "protocol": "tcp"}],
            "secrets": [{"name": "KEY", "valueFrom": secret}],
            "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/app", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "ecs"}}}])
    return registered["taskDefinition"]["taskDefinitionArn"]


def services(task_definition, subnets, group, blue):
    cluster = ecs.create_cluster(clusterName="test")["cluster"]["clusterArn"]
    ecs.put_cluster_capacity_providers(cluster="test", capacityProviders=["FARGATE"], defaultCapacityProviderStrategy=[{"capacityProvider": "FARGATE", "weight": 1}])
    assert ecs.describe_clusters(clusters=["test"])["clusters"][0]["capacityProviders"] == ["FARGATE"]
    assert ecs.list_clusters()["clusterArns"] == [cluster]
    assert ecs.describe_task_definition(taskDefinition="app")["taskDefinition"]["revision"] == 1
    assert ecs.list_task_definitions(familyPrefix="app")["taskDefinitionArns"] == [task_definition]
    assert ecs.list_task_definition_families()["families"] == ["app"]
    network = {"awsvpcConfiguration": {"subnets": subnets, "securityGroups": [group]}}
    service = ecs.create_service(
        cluster="test", serviceName="app", taskDefinition="app", desiredCount=2, launchType="FARGATE", networkConfiguration=network,
        loadBalancers=[{"targetGroupArn": blue, "containerName": "app", "containerPort": 8083}])["service"]["serviceArn"]
    assert ecs.list_services(cluster="test")["serviceArns"] == [service]
    ecs.get_waiter("services_stable").wait(cluster="test", services=["app"], WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    states = lambda: [each["TargetHealth"]["State"] for each in elb.describe_target_health(TargetGroupArn=blue)["TargetHealthDescriptions"]]
    # Stable is not healthy, and on a busy machine a health check can come too late in a time that runs fast.
    eventually("two healthy targets", lambda: states() == ["healthy", "healthy"])
    ecs.tag_resource(resourceArn=service, tags=[{"key": "team", "value": "one"}])
    assert ecs.list_tags_for_resource(resourceArn=service)["tags"] == [{"key": "team", "value": "one"}]
    ecs.untag_resource(resourceArn=service, tagKeys=["team"])
    scale()
    tasks(network)
    deployments(service)
    ecs.update_service(cluster="test", service="app", desiredCount=0)
    ecs.delete_service(cluster="test", service="app")
    ecs.get_waiter("services_inactive").wait(cluster="test", services=["app"], WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    ecs.deregister_task_definition(taskDefinition=task_definition)
    eventually("the end of all tasks", lambda: not ecs.list_tasks(cluster="test")["taskArns"])
    assert ecs.delete_cluster(cluster="test")["cluster"]["status"] == "INACTIVE"


def scale():
    target = {"ServiceNamespace": "ecs", "ResourceId": "service/test/app", "ScalableDimension": "ecs:service:DesiredCount"}
    desired = lambda: ecs.describe_services(cluster="test", services=["app"])["services"][0]["desiredCount"]
    scaling.register_scalable_target(**target, MinCapacity=desired() + 1, MaxCapacity=9)
    tracking = {"TargetValue": 75.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}
    scaling.put_scaling_policy(**target, PolicyName="cpu", PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=tracking)
    assert scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"][0]["MaxCapacity"] == 9
    assert scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"][0]["TargetTrackingScalingPolicyConfiguration"] == tracking
    look = lambda: scaling.describe_scaling_activities(ServiceNamespace="ecs", ResourceId="service/test/app")["ScalingActivities"]
    eventually("the scaling", lambda: [activity["StatusCode"] for activity in look()] == ["Successful"])
    assert look()[0]["Cause"] == f"minimum capacity was set to {desired()}", look()
    scaling.delete_scaling_policy(**target, PolicyName="cpu")
    scaling.deregister_scalable_target(**target)
    try:
        scaling.deregister_scalable_target(**target)
        raise AssertionError("it was there twice")
    except scaling.exceptions.ObjectNotFoundException:
        pass


def tasks(network):
    task = ecs.run_task(cluster="test", taskDefinition="app", launchType="FARGATE", networkConfiguration=network)["tasks"][0]["taskArn"]
    assert task in ecs.list_tasks(cluster="test")["taskArns"]
    ecs.get_waiter("tasks_running").wait(cluster="test", tasks=[task], WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    assert ecs.stop_task(cluster="test", task=task, reason="enough")["task"]["desiredStatus"] == "STOPPED"
    ecs.get_waiter("tasks_stopped").wait(cluster="test", tasks=[task], WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    assert ecs.describe_tasks(cluster="test", tasks=[task])["tasks"][0]["stopCode"] == "UserInitiated"
    assert logs.filter_log_events(logGroupName="/app", logStreamNamePrefix="ecs/app/")["events"]


def deployments(service):
    ecs.update_service(cluster="test", service="app", forceNewDeployment=True)
    if not hasattr(ecs, "stop_service_deployment"):
        return
    newest = ecs.list_service_deployments(cluster="test", service="app")["serviceDeployments"][0]
    described = ecs.describe_service_deployments(serviceDeploymentArns=[newest["serviceDeploymentArn"]])["serviceDeployments"][0]
    revision = ecs.describe_service_revisions(serviceRevisionArns=[described["targetServiceRevision"]["arn"]])["serviceRevisions"][0]
    assert revision["serviceArn"] == service
    assert ecs.stop_service_deployment(serviceDeploymentArn=newest["serviceDeploymentArn"], stopType="ROLLBACK")["serviceDeploymentArn"] == newest["serviceDeploymentArn"]
    look = lambda: ecs.describe_service_deployments(serviceDeploymentArns=[newest["serviceDeploymentArn"]])["serviceDeployments"][0]["status"]
    eventually("the rollback", lambda: look() == "ROLLBACK_SUCCESSFUL", seconds=120)


def staged_deployment(task_definition, subnets, group, rule, blue, green):
    """A blue/green deployment that pauses before production traffic, and goes on when it is told to."""
    network = {"awsvpcConfiguration": {"subnets": subnets, "securityGroups": [group]}}
    ecs.create_service(
        cluster="test", serviceName="staged", taskDefinition=task_definition, desiredCount=1, launchType="FARGATE", networkConfiguration=network,
        deploymentConfiguration={
            "strategy": "BLUE_GREEN", "bakeTimeInMinutes": 1,
            "lifecycleHooks": [{"targetType": "PAUSE", "lifecycleStages": ["PRE_PRODUCTION_TRAFFIC_SHIFT"]}]},
        loadBalancers=[{
            "targetGroupArn": blue, "containerName": "app", "containerPort": 8083,
            "advancedConfiguration": {"alternateTargetGroupArn": green, "productionListenerRule": rule, "roleArn": "arn:aws:iam::123456789012:role/task"}}])
    newest = lambda: ecs.describe_service_deployments(serviceDeploymentArns=[ecs.list_service_deployments(cluster="test", service="staged")["serviceDeployments"][0]["serviceDeploymentArn"]])["serviceDeployments"][0]
    waiting = lambda: next((hook for hook in newest().get("lifecycleHookDetails", []) if hook["status"] == "AWAITING_ACTION"), None)
    end = time.monotonic() + 120
    while newest()["status"] != "SUCCESSFUL" and time.monotonic() < end:
        if hook := waiting():
            ecs.continue_service_deployment(serviceDeploymentArn=newest()["serviceDeploymentArn"], hookId=hook["hookId"], action="CONTINUE")
        time.sleep(0.2)
    assert newest()["status"] == "SUCCESSFUL", newest()


def is_free(subnet):
    try:
        ec2.delete_subnet(SubnetId=subnet)
        return True
    except ec2.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "DependencyViolation", error
        return False


def teardown(role, vpc, subnets, group, balancer, listener, rule, blue, green):
    elb.delete_rule(RuleArn=rule)
    elb.delete_listener(ListenerArn=listener)
    elb.delete_load_balancer(LoadBalancerArn=balancer)
    for arn in (blue, green):
        elb.delete_target_group(TargetGroupArn=arn)
    for name in ("app",):
        ecr.delete_repository(repositoryName=name, force=True)
    secrets.delete_secret(SecretId="key", ForceDeleteWithoutRecovery=True)
    logs.delete_log_group(logGroupName="/app")
    for subnet in subnets:
        eventually("a subnet without interfaces", lambda: is_free(subnet))
    ec2.delete_security_group(GroupId=group)
    ec2.delete_vpc(VpcId=vpc)
    iam.delete_role(RoleName="task")


def main(wanted):
    role = identity()
    vpc, subnets, group = network()
    image = registry()
    balancer, listener, rule, blue, green = balancing(vpc, subnets, group)
    task_definition = definition(role, image, secret_and_logs())
    services(task_definition, subnets, group, blue)
    if hasattr(ecs, "continue_service_deployment"):
        ecs.create_cluster(clusterName="test")
        again = definition(role, image, secrets.describe_secret(SecretId="key")["ARN"])
        staged_deployment(again, subnets, group, rule, blue, green)
        ecs.delete_service(cluster="test", service="staged", force=True)
        eventually("the end of the service", lambda: not ecs.list_tasks(cluster="test")["taskArns"], seconds=120)
    teardown(role, vpc, subnets, group, balancer, listener, rule, blue, green)
    known = {f"{NAMES.get(name, name)}:{operation}" for name, made in zip(SERVICES, clients) for operation in made.meta.service_model.operation_names}
    print("unknown:", *sorted(wanted - known))
    missing = sorted((wanted & known) - succeeded)
    print("not called:", *missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
