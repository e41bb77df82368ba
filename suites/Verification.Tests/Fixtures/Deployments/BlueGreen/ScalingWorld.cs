using Amazon.ApplicationAutoScaling.Model;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>What scales the services of the guide's production cluster.</summary>
internal static class ScalingWorld
{
    public static (RegisterScalableTargetRequest Target, PutScalingPolicyRequest Policy) Bounds(int min, int max, string policy = "cpu") => (
        new RegisterScalableTargetRequest { ServiceNamespace = "ecs", ScalableDimension = "ecs:service:DesiredCount", MinCapacity = min, MaxCapacity = max },
        new PutScalingPolicyRequest
        {
            PolicyName = policy,
            PolicyType = "TargetTrackingScaling",
            ServiceNamespace = "ecs",
            ScalableDimension = "ecs:service:DesiredCount",
            TargetTrackingScalingPolicyConfiguration = new TargetTrackingScalingPolicyConfiguration
            {
                TargetValue = 75, PredefinedMetricSpecification = new PredefinedMetricSpecification { PredefinedMetricType = "ECSServiceAverageCPUUtilization" },
            },
        });

    public static async Task ScaleAsync(this BlueGreenWorld world, string service, int min, int max)
    {
        var (target, policy) = Bounds(min, max);
        target.ResourceId = policy.ResourceId = $"service/{Prod.Name}/{service}";
        var scaling = world.Target.In(Prod.Region).AutoScaling;
        await scaling.RegisterScalableTargetAsync(target, Token);
        await scaling.PutScalingPolicyAsync(policy, Token);
    }

    /// <summary>Each service that is scaled, its bounds and its policies: <c>notification-service 2-6 cpu</c>.</summary>
    public static async Task<IReadOnlyList<string>> ScaledAsync(this BlueGreenWorld world)
    {
        var scaling = world.Target.In(Prod.Region).AutoScaling;
        var targets = (await scaling.DescribeScalableTargetsAsync(new DescribeScalableTargetsRequest { ServiceNamespace = "ecs" }, Token)).ScalableTargets ?? [];
        var policies = (await scaling.DescribeScalingPoliciesAsync(new DescribeScalingPoliciesRequest { ServiceNamespace = "ecs" }, Token)).ScalingPolicies ?? [];
        return [.. targets.Select(target => string.Join(
            ' ',
            policies.Where(policy => policy.ResourceId == target.ResourceId).Select(policy => policy.PolicyName)
                .Prepend($"{target.ResourceId.Split('/')[^1]} {target.MinCapacity}-{target.MaxCapacity}")))];
    }
}
