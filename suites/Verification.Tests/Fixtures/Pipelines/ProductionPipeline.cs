using Verification.Tests.Fixtures.Deployments.BlueGreen;

namespace Verification.Tests.Fixtures.Pipelines;

/// <summary>The production stage of this repository's pipeline alone: swapped, as it stands there, or with its traffic shifted.</summary>
internal static class ProductionPipeline
{
    private const string Stage = "    - stage:\n        name: Deploy to Production";
    private const string Next = "    - stage:\n        name: Deploy to Analytics";
    private const string Listeners = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789";
    private const string Rules = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/prod-alb/xyz789";

    /// <summary>Nothing verifies it but a request, so that it is quick.</summary>
    public static string Swapped { get; } = $"""
        pipeline:
          name: Production
          identifier: production
          stages:
        {PipelineWorld.Yaml[PipelineWorld.Yaml.IndexOf(Stage, StringComparison.Ordinal)..PipelineWorld.Yaml.IndexOf(Next, StringComparison.Ordinal)]}
        """
        .Replace("                  type: Verify\n", "                  type: Http\n                  spec: { url: \"http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version\", method: GET, assertion: <+httpResponseCode> == 200 }\n", StringComparison.Ordinal);

    /// <summary>The stage listener's rule is tried with weights first, then production gets 20 %, then all.</summary>
    public static string Shifted { get; } = Swapped
        .Replace($"                    stageListener: {Listeners}/def456\n", "                    isTrafficShift: true\n", StringComparison.Ordinal)
        .Replace($"                    stageListenerRuleArn: {Rules}/def456/rule2\n", $"                    stageTargetGroupArn: {ShiftWorld.Second}\n", StringComparison.Ordinal)
        .Replace(
            "              - step:\n                  type: EcsBlueGreenSwapTargetGroups\n                  name: Swap Target Groups\n                  identifier: swap_target_groups\n                  spec:\n                    doNotDownsizeOldService: true\n                  timeout: 10m\n",
            PipelineWorld.Indented(
                $$"""
                - step:
                    type: EcsBlueGreenTrafficShift
                    name: Try Elsewhere
                    identifier: try_elsewhere
                    spec:
                      ecsTrafficShiftWrapper:
                        type: Standalone
                        spec:
                          loadBalancer: prod-alb
                          listener: {{Listeners}}/def456
                          listenerRuleArn: {{Rules}}/def456/rule2
                          forwardConfig:
                            - { targetGroupArn: "{{ShiftWorld.Second}}", weight: 70 }
                            - { targetGroupArn: "{{ShiftWorld.First}}", weight: 30 }
                - step:
                    type: EcsBlueGreenTrafficShift
                    name: Some
                    identifier: some
                    spec: { ecsTrafficShiftWrapper: { type: Inherit, spec: { weightPercentage: 20 } } }
                - step:
                    type: EcsBlueGreenTrafficShift
                    name: All
                    identifier: all
                    spec: { ecsTrafficShiftWrapper: { type: Inherit, spec: { weightPercentage: 100 } } }
                """, 14) + "\n",
            StringComparison.Ordinal)
        .Replace(
            "            rollbackSteps:\n",
            "            rollbackSteps:\n              - step: { type: StandAloneTrafficShiftRollback, name: Rules Back, identifier: rules_back }\n",
            StringComparison.Ordinal);

    /// <summary>Its last look finds fault.</summary>
    public static string Failing(string yaml) => yaml.Replace("/version\", method: GET, assertion: <+httpResponseCode> == 200", "/version\", method: GET, assertion: <+httpResponseCode> == 418", StringComparison.Ordinal);
}
