using Amazon.ECS.Model;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServiceCreationTests
{
    private EcsCaller _ecs = null!;

    [SetUp]
    public async System.Threading.Tasks.Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Define();
    }

    [TearDown]
    public async System.Threading.Tasks.Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public void What_was_asked_for_is_answered()
    {
        var service = _ecs.Create(change: request => request.Tags = [new Tag { Key = "BG_VERSION", Value = "BLUE" }]);

        Assert.That(service.ServiceArn, Is.EqualTo("arn:aws:ecs:us-east-1:123456789012:service/prod-cluster/notification-service"));
        Assert.That(service.ClusterArn, Is.EqualTo("arn:aws:ecs:us-east-1:123456789012:cluster/prod-cluster"));
        Assert.That(service.TaskDefinition, Is.EqualTo("arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:1"));
        Assert.That((service.LaunchType.Value, service.PlatformVersion, service.PlatformFamily), Is.EqualTo(("FARGATE", "LATEST", "Linux")));
        Assert.That(service.LoadBalancers.Single().TargetGroupArn, Is.EqualTo(_ecs.TargetGroup));
        Assert.That(service.DeploymentConfiguration.DeploymentCircuitBreaker, Is.Not.Null.And.Property("Enable").True.And.Property("Rollback").True);
        Assert.That((service.DeploymentConfiguration.Strategy.Value, service.DeploymentController.Type.Value), Is.EqualTo(("ROLLING", "ECS")));
        Assert.That(service.Tags.Select(tag => (tag.Key, tag.Value)), Is.EqualTo([("BG_VERSION", "BLUE")]));
        Assert.That(service.CreatedAt, Is.EqualTo(_ecs.Account.Now));
        Assert.That(_ecs.Describe().Tags, Is.Empty, "tags are answered when include says so");
    }

    [Test]
    public void The_same_request_again_is_no_error_and_another_one_is()
    {
        var first = _ecs.Create();

        var again = _ecs.Create();
        var other = EcsCaller.Error(() => _ecs.Create(desiredCount: 2));

        Assert.That(again.Deployments.Single().Id, Is.EqualTo(first.Deployments.Single().Id));
        Assert.That((other.Code, other.Message), Is.EqualTo(("InvalidParameterException", "Creation of service was not idempotent.")));
    }

    [Test]
    public void An_unknown_cluster_is_not_found() => Refused(request => request.Cluster = "other", "ClusterNotFoundException", "Cluster not found.");

    [Test]
    public void An_unknown_task_definition_is_not_found() => Refused(request => request.TaskDefinition = "other:3", "InvalidParameterException", "TaskDefinition not found.");

    [Test]
    public void A_deregistered_task_definition_is_inactive()
    {
        _ecs.Definitions.DeregisterTaskDefinition(new DeregisterTaskDefinitionRequest { TaskDefinition = "notification-service-prod:1" }, _ecs.East);

        Refused(request => request.TaskDefinition = "notification-service-prod:1", "InvalidParameterException", "TaskDefinition is inactive");
        Refused(request => request.TaskDefinition = "notification-service-prod", "InvalidParameterException", "TaskDefinition not found.");
    }

    [Test]
    public void A_container_of_a_load_balancer_is_in_the_task_definition() => Refused(
        request => request.LoadBalancers[0].ContainerName = "web", "InvalidParameterException", "The container web does not exist in the task definition.");

    [Test]
    public void A_port_of_a_load_balancer_is_mapped_by_the_container() => Refused(
        request => request.LoadBalancers[0].ContainerPort = 80, "InvalidParameterException", "The container notification-service did not have a container port 80 defined.");

    [Test]
    public void A_target_group_exists() => Refused(
        request => request.LoadBalancers[0].TargetGroupArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/none/1",
        "InvalidParameterException",
        "Unable to assume role and validate the specified targetGroupArn. Please verify that the ECS service role being passed has the proper permissions.");

    [Test]
    public void A_target_group_is_used_by_a_load_balancer()
    {
        var green = _ecs.Group("green");

        Refused(request => request.LoadBalancers[0].TargetGroupArn = green, "InvalidParameterException", $"The target group with targetGroupArn {green} does not have an associated load balancer.");
    }

    [Test]
    public void A_network_is_needed() => Refused(
        request => request.NetworkConfiguration = null, "InvalidParameterException", "Network Configuration must be provided when networkMode 'awsvpc' is specified.");

    [Test]
    public void A_subnet_exists() => Refused(
        request => request.NetworkConfiguration.AwsvpcConfiguration.Subnets = ["subnet-none"],
        "InvalidParameterException",
        "Error retrieving subnet information for [subnet-none]: The subnet ID 'subnet-none' does not exist (ErrorCode: InvalidSubnetID.NotFound)");

    [Test]
    public void A_security_group_exists() => Refused(
        request => request.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups = ["sg-none"],
        "InvalidParameterException",
        "Error retrieving security group information for [sg-none]: The security group 'sg-none' does not exist (ErrorCode: InvalidGroup.NotFound)");

    [Test]
    public void A_launch_type_and_a_strategy_are_not_given_both() => Refused(
        request => request.CapacityProviderStrategy = [new CapacityProviderStrategyItem { CapacityProvider = "FARGATE", Weight = 1 }],
        "InvalidParameterException",
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");

    [Test]
    public void A_capacity_provider_belongs_to_the_cluster() => Refused(
        request =>
        {
            request.LaunchType = null;
            request.CapacityProviderStrategy = [new CapacityProviderStrategyItem { CapacityProvider = "FARGATE_SPOT", Weight = 1 }];
        },
        "InvalidParameterException",
        "The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster and try again.");

    [Test]
    public void An_unknown_platform_is_named() => Refused(request => request.PlatformVersion = "2.0.0", "PlatformUnknownException", "The specified platform does not exist.");

    [Test]
    public void Percentages_that_would_block_every_deployment_are_refused() => Refused(
        request => request.DeploymentConfiguration = new DeploymentConfiguration { MinimumHealthyPercent = 100, MaximumPercent = 100 },
        "InvalidParameterException",
        "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");

    [Test]
    public void A_controller_that_is_not_implemented_is_refused() => Refused(
        request => request.DeploymentController = new DeploymentController { Type = "CODE_DEPLOY" },
        "UnsupportedFeatureException",
        "The sandbox does not implement deployment controller CODE_DEPLOY; it implements ECS.");

    [Test]
    public void Nothing_is_made_when_it_is_refused()
    {
        EcsCaller.Error(() => _ecs.Create(change: request => request.DeploymentConfiguration.Strategy = "BLUE_GREEN"));

        var answer = _ecs.Services.DescribeServices(new DescribeServicesRequest { Cluster = _ecs.Cluster, Services = ["notification-service"] }, _ecs.East);
        Assert.That(answer.Services, Is.Empty);
        Assert.That(answer.Failures.Select(failure => (failure.Arn, failure.Reason)), Is.EqualTo(
            [("arn:aws:ecs:us-east-1:123456789012:service/prod-cluster/notification-service", "MISSING")]));
    }

    private void Refused(Action<CreateServiceRequest> change, string code, string message)
    {
        var error = EcsCaller.Error(() => _ecs.Create(change: change));

        Assert.That((error.Code, error.Message), Is.EqualTo((code, message)));
    }
}
