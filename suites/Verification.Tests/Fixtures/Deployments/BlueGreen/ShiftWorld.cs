using Amazon.ElasticLoadBalancingV2.Model;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>Production's rule with both of its target groups, and traffic that is shifted between them.</summary>
internal static class ShiftWorld
{
    public const string First = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/abc123";
    public const string Second = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-stage-tg/abc124";

    public static async Task WeighAsync(this BlueGreenWorld world, int first, int second) => await world.Target.In(Prod.Region).LoadBalancing.ModifyRuleAsync(
        new ModifyRuleRequest
        {
            RuleArn = Prod.ProductionRule.RuleArn,
            Actions =
            [
                new Action
                {
                    Type = "forward",
                    ForwardConfig = new ForwardActionConfig
                    {
                        TargetGroups = [new TargetGroupTuple { TargetGroupArn = First, Weight = first }, new TargetGroupTuple { TargetGroupArn = Second, Weight = second }],
                    },
                },
            ],
        },
        Token);

    /// <summary>The weights of the two groups.</summary>
    public static async Task<(int First, int Second)> WeightsAsync(this BlueGreenWorld world, ListenerRule rule)
    {
        var groups = (await world.RuleAsync(Prod, rule)).Actions[0].ForwardConfig.TargetGroups;
        return (Of(First), Of(Second));

        int Of(string group) => groups.Find(one => one.TargetGroupArn == group)?.Weight ?? 0;
    }

    public static async Task<BlueGreenSettings> ShiftSettingsAsync(this BlueGreenWorld world, string tag, string stageGroup) =>
        await world.SettingsAsync(Prod, tag) with { Stage = Prod.ProductionRule, StageTargetGroup = stageGroup };

    public static TrafficShiftDriver Shifts(this BlueGreenWorld world) => new(world.Place(Prod), world.JournalOf(Prod));

    public static TrafficShiftDriver Shifts(this BlueGreenWorld world, Func<IJournal> open) => new(world.Place(Prod), open);

    public static async Task<string?> TagAsync(this BlueGreenWorld world, string service) =>
        (await world.ServiceAsync(Prod, service))?.Tags.Find(tag => tag.Key == "BG_VERSION")?.Value;
}
