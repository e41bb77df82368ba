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
}
