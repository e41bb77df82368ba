using Amazon.ApplicationAutoScaling.Model;
using NUnit.Framework;
using Verification.Tests.Sandbox.Ecs;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.AutoScaling;

public sealed class ScalableTargetsTests
{
    private ScalingCaller _scaling = null!;

    [SetUp]
    public async Task StartAsync() => _scaling = await ScalingCaller.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _scaling.DisposeAsync();

    [Test]
    public void What_is_registered_again_changes_only_in_what_is_given()
    {
        var first = _scaling.Register(2, 6, change: request => request.SuspendedState = new SuspendedState { DynamicScalingInSuspended = true });

        var second = _scaling.Register(min: null, max: 8, change: request => request.SuspendedState = new SuspendedState { ScheduledScalingSuspended = true });

        var target = _scaling.DescribeTargets().Single();
        Assert.That((target.MinCapacity, target.MaxCapacity, target.ScalableTargetARN), Is.EqualTo(((int?)2, (int?)8, first.ScalableTargetARN)));
        Assert.That(second.ScalableTargetARN, Is.EqualTo(first.ScalableTargetARN).And.StartsWith("arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/"));
        Assert.That(
            (target.SuspendedState.DynamicScalingInSuspended, target.SuspendedState.DynamicScalingOutSuspended, target.SuspendedState.ScheduledScalingSuspended),
            Is.EqualTo(((bool?)true, (bool?)false, (bool?)true)));
        Assert.That(target.RoleARN, Does.EndWith("AWSServiceRoleForApplicationAutoScaling_ECSService"));
    }

    [TestCase("service/prod-cluster/other", 1, 5, "ECS service doesn't exist: service/prod-cluster/other")]
    [TestCase("service/other/notification-service", 1, 5, "ECS service doesn't exist: service/other/notification-service")]
    [TestCase("table/my-table", 1, 5, "Unsupported service namespace, resource type or scalable dimension")]
    [TestCase(ScalingCaller.Resource, 5, 1, "Maximum capacity cannot be less than minimum capacity")]
    [TestCase(ScalingCaller.Resource, -1, 1, "1 validation error detected: Value '-1' at 'minCapacity' failed to satisfy constraint: Member must have value greater than or equal to 0")]
    [TestCase(ScalingCaller.Resource, null, 1, "minCapacity is required when a scalable target is registered for the first time.")]
    public void What_cannot_be_scaled_is_refused(string resource, int? min, int? max, string message)
    {
        var error = EcsCaller.Error(() => _scaling.Register(min, max, resource));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ValidationException", message)));
        Assert.That(_scaling.DescribeTargets(), Is.Empty);
    }

    [TestCase("dynamodb", "ecs:service:DesiredCount", "The sandbox does not implement scaling in the namespace dynamodb, only in ecs.")]
    [TestCase("ecs", "dynamodb:table:ReadCapacityUnits", "Unsupported service namespace, resource type or scalable dimension")]
    [TestCase("ecs", "ecs:service:Size", "1 validation error detected: Value 'ecs:service:Size' at 'scalableDimension'")]
    public void Only_desired_counts_are_scaled(string serviceNamespace, string dimension, string message)
    {
        var error = EcsCaller.Error(() => _scaling.Register(change: request => (request.ServiceNamespace, request.ScalableDimension) = (serviceNamespace, dimension)));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ValidationException", message)).Using<(string Code, string Message)>((a, b) => a.Code == b.Code && a.Message.StartsWith(b.Message, StringComparison.Ordinal)));
    }

    [Test]
    public void Tags_are_refused_as_nobody_could_read_them()
    {
        var first = EcsCaller.Error(() => _scaling.Register(change: Tagged));
        _scaling.Register();
        var second = EcsCaller.Error(() => _scaling.Register(change: Tagged));

        Assert.That(first.Message, Is.EqualTo("The sandbox does not implement tags of scalable targets."));
        Assert.That(second.Message, Does.StartWith("The scalable target that you tried to tag already exists."));
    }

    [Test]
    public void What_is_deregistered_is_gone_with_its_policies_and_is_not_found_again()
    {
        var request = new DeregisterScalableTargetRequest { ServiceNamespace = "ecs", ResourceId = ScalingCaller.Resource, ScalableDimension = "ecs:service:DesiredCount" };
        _scaling.Register();
        _scaling.Put("cpu");

        _scaling.Targets.DeregisterScalableTarget(request, _scaling.Ecs.East);
        var error = EcsCaller.Error(() => _scaling.Targets.DeregisterScalableTarget(request, _scaling.Ecs.East));
        _scaling.Register();

        Assert.That((error.Code, error.Message), Is.EqualTo((
            "ObjectNotFoundException",
            "No scalable target found for service namespace: ecs, resource ID: service/prod-cluster/notification-service, scalable dimension: ecs:service:DesiredCount")));
        Assert.That(_scaling.DescribePolicies(), Is.Empty);
    }

    [Test]
    public void Lists_are_given_in_pages_and_filtered_by_resource()
    {
        _scaling.Ecs.Create(1, request => request.ServiceName = "other");
        _scaling.Register();
        _scaling.Register(resource: "service/prod-cluster/other");

        var first = List(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs", MaxResults = 1 });
        var second = List(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs", MaxResults = 1, NextToken = first.NextToken });
        var one = List(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs", ResourceIds = ["service/prod-cluster/other", "service/prod-cluster/none"] });
        var badToken = EcsCaller.Error(() => List(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs", NextToken = "?" }));
        var tooMany = EcsCaller.Error(() => List(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs", MaxResults = 51 }));
        var noResource = EcsCaller.Error(() => List(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs", ScalableDimension = "ecs:service:DesiredCount" }));

        Assert.That(first.ScalableTargets.Concat(second.ScalableTargets).Select(target => target.ResourceId), Is.EqualTo([ScalingCaller.Resource, "service/prod-cluster/other"]));
        Assert.That(second.NextToken, Is.Null);
        Assert.That(one.ScalableTargets.Single().ResourceId, Is.EqualTo("service/prod-cluster/other"));
        Assert.That((badToken.Code, tooMany.Code, noResource.Code), Is.EqualTo(("InvalidNextTokenException", "ValidationException", "ValidationException")));
    }

    private static void Tagged(RegisterScalableTargetRequest request) => request.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "one" };

    private DescribeScalableTargetsResponse List(DescribeScalableTargetsRequest request) => _scaling.Targets.DescribeScalableTargets(request, _scaling.Ecs.East);
}
