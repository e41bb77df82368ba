using Amazon.ApplicationAutoScaling.Model;
using NUnit.Framework;
using Verification.Sandbox.AutoScaling;
using Verification.Tests.Sandbox.Ecs;

namespace Verification.Tests.Sandbox.AutoScaling;

/// <summary>A service of three tasks in the east, and Application Auto Scaling.</summary>
internal sealed class ScalingCaller : IAsyncDisposable
{
    public const string Resource = "service/prod-cluster/notification-service";

    private readonly CapacityBounds _bounds;

    private ScalingCaller(EcsCaller ecs) => (Ecs, _bounds) = (ecs, new CapacityBounds(ecs.Account));

    public EcsCaller Ecs { get; }

    public ScalableTargets Targets { get; } = new();

    public ScalingPolicies Policies { get; } = new();

    public static async Task<ScalingCaller> StartAsync()
    {
        var ecs = await EcsCaller.StartAsync();
        ecs.Push("v1.2.3");
        ecs.Define();
        ecs.Create();
        return new ScalingCaller(ecs);
    }

    public RegisterScalableTargetResponse Register(int? min = 1, int? max = 5, string resource = Resource, Action<RegisterScalableTargetRequest>? change = null)
    {
        var request = new RegisterScalableTargetRequest
        {
            ServiceNamespace = "ecs", ResourceId = resource, ScalableDimension = "ecs:service:DesiredCount", MinCapacity = min, MaxCapacity = max,
        };
        change?.Invoke(request);
        return Targets.RegisterScalableTarget(request, Ecs.East);
    }

    public PutScalingPolicyResponse Put(string name, Action<PutScalingPolicyRequest>? change = null)
    {
        var request = new PutScalingPolicyRequest
        {
            PolicyName = name,
            ServiceNamespace = "ecs",
            ResourceId = Resource,
            ScalableDimension = "ecs:service:DesiredCount",
            PolicyType = "TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration = new TargetTrackingScalingPolicyConfiguration
            {
                TargetValue = 75, PredefinedMetricSpecification = new PredefinedMetricSpecification { PredefinedMetricType = "ECSServiceAverageCPUUtilization" },
            },
        };
        change?.Invoke(request);
        return Policies.PutScalingPolicy(request, Ecs.East);
    }

    public List<ScalableTarget> DescribeTargets() => Targets.DescribeScalableTargets(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs" }, Ecs.East).ScalableTargets;

    public List<ScalingPolicy> DescribePolicies() => Policies.DescribeScalingPolicies(new DescribeScalingPoliciesRequest { ServiceNamespace = "ecs" }, Ecs.East).ScalingPolicies;

    public List<ScalingActivity> Activities() =>
        new ScalingActivities().DescribeScalingActivities(new DescribeScalingActivitiesRequest { ServiceNamespace = "ecs", ResourceId = Resource }, Ecs.East).ScalingActivities;

    public async Task AdvanceAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await Ecs.AdvanceAsync(1);
            await _bounds.TickAsync(TestContext.CurrentContext.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => Ecs.DisposeAsync();
}
