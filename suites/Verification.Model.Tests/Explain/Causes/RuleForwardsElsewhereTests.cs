using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RuleForwardsElsewhereTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionRules(rules => rules.But(all => all.But(0, rule => rule with { Forward = [new(Troubles.StageGroup, 1)] })));

    [Test]
    public void Is_first_and_the_rule_is_sent_to_the_services_group()
    {
        var cause = Explained.First("rule-forwards-elsewhere", Broken);

        Assert.That(cause.Title, Is.EqualTo("The production rule forwards to notification-prod-stage-tg, and notification-service is in notification-prod-tg."));
        Assert.That(cause.Mend.Single(), Does.StartWith("aws elbv2 modify-rule --rule-arn ").And.Contain("targetgroup/notification-prod-tg/").And.Contain("Weight"));
    }

    [Test]
    public void Is_silent_when_the_rule_is_right() => Explained.Silent("rule-forwards-elsewhere", Troubles.Snapshot.Targets("unhealthy", "Target.Timeout"));

    [Test]
    public void Is_silent_when_rules_are_unread() => Explained.SilentUnread("rule-forwards-elsewhere", Broken, snapshot => snapshot.ProductionRules(rules => rules.Denied()));

    [Test]
    public void Is_first_when_the_services_group_gets_none_of_the_requests()
    {
        var cause = Explained.First("rule-forwards-elsewhere", Broken.ProductionRules(rules => rules.But(all => all.But(0, rule => rule with
        {
            Forward = [new(Troubles.StageGroup, 50), new(Troubles.StageGroup.Replace("stage", "old", StringComparison.Ordinal), 50), .. Own.Select(own => own with { Weight = 0 })],
        }))));

        Assert.That(cause.Title, Is.EqualTo("The production rule forwards to notification-prod-stage-tg and notification-prod-old-tg, and notification-service is in notification-prod-tg."));
    }

    private static IEnumerable<WeightedTargetGroup> Own => ((Observation<ImmutableArray<ListenerRuleFact>>.Seen)Troubles.Snapshot.Clusters[0].Trouble!.Rules).Value[0].Forward;
}
