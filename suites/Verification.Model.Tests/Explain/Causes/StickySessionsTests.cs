using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class StickySessionsTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionVersion(0, 200, """{"version":"v1.2.2"}""").Trouble(trouble => trouble with { Rules = trouble.Rules.But(rules => rules.But(0, rule => rule with { StickinessSeconds = 600, Forward = [rule.Forward[0], new(Troubles.StageGroup, 0)] })) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("sticky-sessions", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("elbv2 modify-rule"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("sticky-sessions", Troubles.Snapshot.ProductionVersion(0, 200, """{"version":"v1.2.2"}"""));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("sticky-sessions", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Rules = trouble.Rules.Denied() }));

    [Test]
    public void Is_first_where_the_default_rule_is_productions_and_that_is_changed_at_its_listener()
    {
        var production = GuideTopology.Literal.Clusters[0];
        var topology = GuideTopology.Literal with
        {
            Clusters = GuideTopology.Literal.Clusters.SetItem(0, production with { LoadBalancer = production.LoadBalancer with { Production = production.LoadBalancer.Production with { RulePriority = null } } }),
        };

        var cause = Explained.First("sticky-sessions", Troubles.Snapshot.ProductionVersion(0, 200, """{"version":"v1.2.2"}""")
            .ProductionRules(rules => rules.But(all => all.But(1, rule => rule with { Forward = all[0].Forward })))
            .Trouble(trouble => trouble with
            {
                Rules = trouble.Rules.But(rules => rules.But(1, rule => rule with { StickinessSeconds = 600, Forward = [rules[0].Forward[0], new(Troubles.StageGroup, 0)] })),
            }), topology);

        Assert.That(cause.For.Single().Text, Does.StartWith("the default rule keeps clients for 600 s"));
        Assert.That(cause.Mend.Single(), Does.StartWith("aws elbv2 modify-listener --listener-arn arn:").And.Contain(" --default-actions '["));
    }
}
