using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

internal sealed class BlueGreenRuleTests
{
    [Test]
    public void A_single_group_gives_its_place_to_the_other() =>
        Assert.That(Words(Rule(("old", 1)).Shifted("old", "new")), Is.EqualTo("new 1"));

    [Test]
    public void Two_groups_change_their_weights() =>
        Assert.That(Words(Rule(("old", 100), ("new", 0)).Shifted("old", "new")), Is.EqualTo("old 0, new 100"));

    [Test]
    public void A_third_group_of_weight_0_stays() =>
        Assert.That(Words(Rule(("old", 100), ("third", 0)).Shifted("old", "new")), Is.EqualTo("new 100, third 0"));

    [Test]
    public void Stickiness_and_other_actions_stay()
    {
        var rule = Rule(("old", 1));
        rule.Actions[0].Order = 2;
        rule.Actions[0].ForwardConfig.TargetGroupStickinessConfig = new TargetGroupStickinessConfig { Enabled = true, DurationSeconds = 60 };
        rule.Actions.Insert(0, new Action { Type = "authenticate-oidc", Order = 1 });

        var shifted = rule.Shifted("old", "new");

        Assert.That(shifted.Select(action => (action.Type.Value, action.Order)), Is.EqualTo(new (string, int?)[] { ("authenticate-oidc", 1), ("forward", 2) }));
        Assert.That(shifted[1].ForwardConfig.TargetGroupStickinessConfig.DurationSeconds, Is.EqualTo(60));
    }

    [Test]
    public void A_rule_does_the_same_in_both_shapes_of_a_single_group()
    {
        var scalar = Rule(("old", 1)) with { Actions = [new Action { Type = "forward", TargetGroupArn = "old" }] };

        Assert.That(scalar.DoesTheSameAs(Rule(("old", 100))), Is.True);
        Assert.That(scalar.DoesTheSameAs(Rule(("new", 1))), Is.False);
        Assert.That(scalar.DoesTheSameAs(Rule(("old", 1), ("new", 0))), Is.False, "the other one's targets are looked at");
    }

    [Test]
    public void Shifted_there_and_back_it_does_the_same()
    {
        var rule = Rule(("old", 100), ("new", 0));

        var back = (rule with { Actions = rule.Shifted("old", "new") }).Shifted("new", "old");

        Assert.That((rule with { Actions = back }).DoesTheSameAs(rule), Is.True);
    }

    private static RuleState Rule(params (string Group, int Weight)[] groups) => new()
    {
        ListenerArn = "listener",
        RuleArn = "rule/1",
        IsDefault = false,
        Port = 80,
        Protocol = "HTTP",
        Actions =
        [
            new Action
            {
                Type = "forward",
                ForwardConfig = new ForwardActionConfig { TargetGroups = [.. groups.Select(one => new TargetGroupTuple { TargetGroupArn = one.Group, Weight = one.Weight })] },
            },
        ],
    };

    private static string Words(List<Action> actions) =>
        string.Join(", ", actions.Single().ForwardConfig.TargetGroups.Select(group => $"{group.TargetGroupArn} {group.Weight}"));
}
