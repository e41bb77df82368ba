using Amazon.ApplicationAutoScaling.Model;
using NUnit.Framework;
using Verification.Tests.Sandbox.Ecs;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.AutoScaling;

public sealed class ScalingPoliciesTests
{
    private ScalingCaller _scaling = null!;

    public static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("no configuration", request => request.TargetTrackingScalingPolicyConfiguration = null, "A policy of type TargetTrackingScaling has a");
        yield return Case("two configurations", request => request.StepScalingPolicyConfiguration = Steps((0, null, 1)), "A policy of type TargetTrackingScaling has a");
        yield return Case("no type", request => request.PolicyType = null, "policyType is required");
        yield return Case("predictive", request => request.PolicyType = "PredictiveScaling", "The sandbox does not implement predictive scaling.");
        yield return Case("no metric", request => request.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification = null, "You must specify either a PredefinedMetricSpecification");
        yield return Metric("DynamoDBReadCapacityUtilization", null, "The metric DynamoDBReadCapacityUtilization is none of ECS services.");
        yield return Metric("Nonsense", null, "1 validation error detected: Value 'Nonsense'");
        yield return Metric("ALBRequestCountPerTarget", null, "The resource label has to be app/");
        yield return Metric("ALBRequestCountPerTarget", "prod-alb", "The resource label has to be app/");
        yield return Metric("ECSServiceAverageCPUUtilization", "app/a/1/targetgroup/b/2", "The resource label can only be specified");
        yield return Case("gap", Stepped((0, 10, 1), (20, null, 2)), "Step adjustment intervals can't overlap or have a gap");
        yield return Case("overlap", Stepped((0, 10, 1), (5, null, 2)), "Step adjustment intervals can't overlap or have a gap");
        yield return Case("empty interval", Stepped((10, 10, 1)), "The upper bound of a step adjustment must be greater");
        yield return Case("no steps", Stepped(), "A step scaling policy has an adjustment type");
        yield return Case("no name", request => request.PolicyName = "", "1 validation error detected: Value '' at 'policyName'");
    }

    [SetUp]
    public async Task StartAsync()
    {
        _scaling = await ScalingCaller.StartAsync();
        _scaling.Register();
    }

    [TearDown]
    public async Task StopAsync() => await _scaling.DisposeAsync();

    [Test]
    public void What_is_put_is_given_back_and_what_is_put_again_replaces_it()
    {
        var first = _scaling.Put("cpu");
        var again = _scaling.Put("cpu", request => request.TargetTrackingScalingPolicyConfiguration.TargetValue = 50);
        _scaling.Put("steps", Stepped((null, 0, -1), (0, null, 2)));

        var policies = _scaling.DescribePolicies();
        Assert.That(policies.Select(policy => (policy.PolicyName, policy.PolicyType.Value)), Is.EqualTo([("cpu", "TargetTrackingScaling"), ("steps", "StepScaling")]));
        Assert.That(policies[0].TargetTrackingScalingPolicyConfiguration.TargetValue, Is.EqualTo(50));
        Assert.That(policies[1].StepScalingPolicyConfiguration.StepAdjustments, Has.Count.EqualTo(2));
        Assert.That(again.PolicyARN, Is.EqualTo(first.PolicyARN).And.Match("^arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:[0-9a-f-]{36}:resource/ecs/service/prod-cluster/notification-service:policyName/cpu$"));
    }

    [Test]
    public void Without_a_target_there_is_no_policy()
    {
        var request = new PutScalingPolicyRequest { PolicyName = "cpu", ServiceNamespace = "ecs", ResourceId = "service/prod-cluster/other", ScalableDimension = "ecs:service:DesiredCount" };

        var error = EcsCaller.Error(() => _scaling.Policies.PutScalingPolicy(request, _scaling.Ecs.East));

        Assert.That((error.Code, error.Message), Is.EqualTo((
            "ObjectNotFoundException",
            "No scalable target registered for service namespace: ecs, resource ID: service/prod-cluster/other, scalable dimension: ecs:service:DesiredCount")));
    }

    [TestCaseSource(nameof(Wrong))]
    public void What_is_no_policy_is_refused(Action<PutScalingPolicyRequest> change, string message)
    {
        var error = EcsCaller.Error(() => _scaling.Put("cpu", change));

        Assert.That(error.Code, Is.EqualTo("ValidationException"));
        Assert.That(error.Message, Does.StartWith(message));
        Assert.That(_scaling.DescribePolicies(), Is.Empty);
    }

    [Test]
    public void A_policy_does_not_change_its_type()
    {
        _scaling.Put("cpu");

        Assert.That(EcsCaller.Error(() => _scaling.Put("cpu", Stepped((0, null, 1)))).Message, Does.StartWith("The policy cpu is of type TargetTrackingScaling"));
    }

    [Test]
    public void A_target_has_fifty_policies_and_a_policy_twenty_steps_at_most()
    {
        var steps = EcsCaller.Error(() => _scaling.Put("steps", Stepped([.. Enumerable.Range(0, 21).Select(step => ((double?)step, (double?)(step + 1), 1))])));
        for (var index = 0; index < 50; index++)
        {
            _scaling.Put($"cpu-{index}");
        }

        Assert.That((steps.Code, EcsCaller.Error(() => _scaling.Put("cpu-50")).Code), Is.EqualTo(("LimitExceededException", "LimitExceededException")));
    }

    [Test]
    public void What_is_deleted_is_gone_and_not_found_again()
    {
        var request = new DeleteScalingPolicyRequest { PolicyName = "cpu", ServiceNamespace = "ecs", ResourceId = ScalingCaller.Resource, ScalableDimension = "ecs:service:DesiredCount" };
        _scaling.Put("cpu");

        _scaling.Policies.DeleteScalingPolicy(request, _scaling.Ecs.East);
        var error = EcsCaller.Error(() => _scaling.Policies.DeleteScalingPolicy(request, _scaling.Ecs.East));

        Assert.That(_scaling.DescribePolicies(), Is.Empty);
        Assert.That(error.Code, Is.EqualTo("ObjectNotFoundException"));
    }

    private static TestCaseData Case(string name, Action<PutScalingPolicyRequest> change, string message) => new TestCaseData(change, message).SetArgDisplayNames(name);

    private static TestCaseData Metric(string metric, string? label, string message) => Case(
        $"{metric} {label}",
        request => request.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification = new PredefinedMetricSpecification { PredefinedMetricType = metric, ResourceLabel = label },
        message);

    private static Action<PutScalingPolicyRequest> Stepped(params (double? Lower, double? Upper, int By)[] steps) => request =>
    {
        request.PolicyType = "StepScaling";
        request.TargetTrackingScalingPolicyConfiguration = null;
        request.StepScalingPolicyConfiguration = Steps(steps);
    };

    private static StepScalingPolicyConfiguration Steps(params (double? Lower, double? Upper, int By)[] steps) => new()
    {
        AdjustmentType = "ChangeInCapacity",
        StepAdjustments = [.. steps.Select(step => new StepAdjustment { MetricIntervalLowerBound = step.Lower, MetricIntervalUpperBound = step.Upper, ScalingAdjustment = step.By })],
    };
}
