using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class StageAndProductionSwappedTests
{
    private static Snapshot Broken => Troubles.Snapshot
        .Trouble(trouble => trouble with
        {
            Rules = trouble.Rules.But(rules => rules.But(0, rule => rule with { Forward = [new(Troubles.StageGroup, 1)] })
                .Add(rules[0] with { Arn = "arn:stage-rule", ListenerPort = 8080, Forward = rules[0].Forward })),
        })
        .ProductionRules(rules => rules.But(all => all.But(0, rule => rule with { Forward = [new(Troubles.StageGroup, 1)] })));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("stage-and-production-swapped", Broken, Troubles.Staged);

        Assert.That(cause.Mend, Has.Some.Contains("--rule-arn arn:stage-rule"));
        Assert.That(cause.Mend, Has.Some.Contains("targetgroup/notification-prod-tg/"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("stage-and-production-swapped", Troubles.Snapshot.Lacking(), Troubles.Staged);

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("stage-and-production-swapped", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Rules = trouble.Rules.Denied() }), Troubles.Staged);
}
