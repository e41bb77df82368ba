using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RuleMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionRules(rules => rules.But(all => all.RemoveAt(0)));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("rule-missing", Broken);

        Assert.That(cause.Title, Is.EqualTo("The listener on port 80 has no rule 10."));
        Assert.That(cause.Mend, Has.Some.Contains("elbv2 create-rule"));
        Assert.That(cause.Mend, Has.Some.Contains("--priority 10"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("rule-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("rule-missing", Broken, snapshot => snapshot.ProductionRules(rules => rules.Denied()));

    [Test]
    public void Is_first_and_names_the_rules_that_there_are() => Assert.That(
        Explained.First("rule-missing", Troubles.Snapshot.ProductionRules(rules => rules.But(all => all.But(0, rule => rule with { Priority = 11 })))).For.Single().Text,
        Is.EqualTo("it has rule 11, the default rule"));
}
