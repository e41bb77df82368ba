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
}
