using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Pipelines.Reading;

namespace Verification.Tests.Fixtures.Pipelines.Planning;

public sealed class ScalingManifestsTests
{
    private const string TargetType = "EcsScalableTargetDefinition";
    private const string PolicyType = "EcsScalingPolicyDefinition";

    [Test]
    public void What_scales_a_service_is_read_and_planned()
    {
        var scaling = Plan(PipelineWorld.Yaml, (TargetType, ScaledService.Target), (PolicyType, ScaledService.Policy))
            .Stages.First(stage => stage.Deployment is not null).Deployment!.Scaling;

        Assert.That((scaling.Targets.Single().MinCapacity, scaling.Targets.Single().MaxCapacity), Is.EqualTo(((int?)2, (int?)6)));
        Assert.That(scaling.Policies.Single().TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType.Value, Is.EqualTo("ECSServiceAverageCPUUtilization"));
    }

    [TestCase("\"minCapacity\": 2", "\"minCapacity\": 9", "a minCapacity and a maxCapacity that is not below it")]
    [TestCase("\"maxCapacity\": 6", "\"maxCapacity\": null", "a minCapacity and a maxCapacity that is not below it")]
    [TestCase("\"minCapacity\"", "\"minimumCapacity\"", "minimumCapacity")]
    [TestCase("\"ecs\"", "\"dynamodb\"", "serviceNamespace ecs")]
    [TestCase("\"minCapacity\": 2", "\"minCapacity\": 2, \"resourceId\": \"service/prod-cluster/notification-service\"", "no resourceId")]
    public void A_target_with_a_mistake_is_refused_with_its_line(string before, string after, string message)
    {
        var error = Assert.Throws<PipelineException>(() => Plan(PipelineWorld.Yaml, (TargetType, ScaledService.Target.Replace(before, after, StringComparison.Ordinal))));

        Assert.That(error.Message, Does.Contain(message).And.Contain("service-notification.yaml:"));
    }

    [Test]
    public void A_policy_without_a_target_or_a_name_is_refused()
    {
        var alone = Assert.Throws<PipelineException>(() => Plan(PipelineWorld.Yaml, (PolicyType, ScaledService.Policy)));
        var unnamed = Assert.Throws<PipelineException>(() => Plan(
            PipelineWorld.Yaml,
            (TargetType, ScaledService.Target),
            (PolicyType, ScaledService.Policy.Replace("\"policyName\": \"cpu\",", "", StringComparison.Ordinal))));

        Assert.That(alone.Message, Does.Contain("a manifest of type EcsScalableTargetDefinition beside it"));
        Assert.That(unnamed.Message, Does.Contain("a policyName and a policyType"));
    }

    [Test]
    public void A_rolling_deployment_scales_nothing_and_is_refused()
    {
        var rolling = ProductionPipeline.Swapped
            .Replace("type: EcsBlueGreenSwapTargetGroups", "type: EcsRollingDeploy", StringComparison.Ordinal)
            .Replace("                    doNotDownsizeOldService: true\n", "                    delegateSelectors: []\n", StringComparison.Ordinal);

        var error = Assert.Throws<PipelineException>(() => Plan(rolling, (TargetType, ScaledService.Target)));

        Assert.That(error.Message, Does.Contain("a blue/green deployment of a service with scaling manifests"));
    }

    private static PipelinePlan Plan(string yaml, params (string Type, string Content)[] manifests) => PipelinePlanner.Plan(
        PipelineFile.Parse(yaml, PipelineWorld.File), ScaledService.Read(manifests), PipelineWorld.Topology, PipelineWorld.Options);
}
