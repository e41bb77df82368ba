using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RuleShadowedTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionHealth(null, "", "no answer in time").Trouble(trouble => trouble with { Rules = trouble.Rules.But(rules => rules.Insert(0, rules[0] with { Arn = "arn:shadow", Priority = 2, Forward = [new(Troubles.StageGroup, 1)] })) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("rule-shadowed", Broken);

        Assert.That(cause.Title, Is.EqualTo("Rule 2 takes the requests before the production rule 10 does."));
        Assert.That(cause.Mend, Has.Some.Contains("--rule-arn arn:shadow"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("rule-shadowed", Troubles.Snapshot.ProductionHealth(null, "", "no answer in time"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("rule-shadowed", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Rules = trouble.Rules.Denied() }));

    [TestCase("everything", "")]
    [TestCase("every path", "path-pattern *")]
    [TestCase("what the production rule takes", "path-pattern /* and host-header example.com")]
    public void Is_first_when_another_rule_takes(string what, string conditions) =>
        Assert.That(Explained.First("rule-shadowed", Shadowed(rule => rule with { Conditions = Conditions(conditions) })).For, Is.Not.Empty, what);

    [Test]
    public void Is_a_cause_when_the_production_rule_is_for_one_host_and_another_takes_every_path()
    {
        var snapshot = Shadowed(rule => rule with { Conditions = ["path-pattern /*"] })
            .Trouble(trouble => trouble with { Rules = trouble.Rules.But(rules => rules.But(1, rule => rule with { Conditions = ["host-header example.com"] })) });

        Assert.That(Explained.Of(snapshot).Causes.Select(cause => cause.Id), Has.Some.EqualTo("rule-shadowed"));
    }

    [TestCase("path-pattern /api/*")]
    [TestCase("path-pattern /* and host-header other.example.com")]
    public void Is_silent_when_another_rule_takes_something_else(string conditions) =>
        Explained.Silent("rule-shadowed", Shadowed(rule => rule with { Conditions = Conditions(conditions) }));

    [Test]
    public void Is_first_when_the_services_group_gets_nothing_of_what_the_other_rule_takes() => Assert.That(
        Explained.First("rule-shadowed", Shadowed(rule => rule with { Forward = [new(Troubles.StageGroup, 1), rule.Forward[0] with { Weight = 0 }] })).For.Single().Text,
        Does.EndWith("example.com: forward notification-prod-stage-tg weight 1, notification-prod-tg weight 0"));

    [Test]
    public void Is_silent_when_the_other_rule_forwards_to_the_service_as_well() =>
        Explained.Silent("rule-shadowed", Shadowed(rule => rule with { Forward = [new(Troubles.StageGroup, 1), rule.Forward[0]] }));

    private static ImmutableArray<string> Conditions(string words) => [.. words.Split(" and ", StringSplitOptions.RemoveEmptyEntries)];

    // The production rule is for one host; the one before it is made from it, forwarding elsewhere until a test says more.
    private static Snapshot Shadowed(Func<ListenerRuleFact, ListenerRuleFact> change) => Troubles.Snapshot.ProductionHealth(null, "", "no answer in time").Trouble(trouble => trouble with
    {
        Rules = trouble.Rules.But(rules =>
        {
            var own = rules[0] with { Conditions = ["path-pattern /*", "host-header example.com"] };
            var shadow = change(own with { Arn = "arn:shadow", Priority = 2 });
            return [shadow.Forward == own.Forward ? shadow with { Forward = [new(Troubles.StageGroup, 1)] } : shadow, own, .. rules.RemoveAt(0)];
        }),
    });
}
