using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class WeightsNotShiftedTests
{
    private static Snapshot Broken => Troubles.Snapshot
        .Trouble(trouble => trouble with { Rules = trouble.Rules.But(rules => rules.But(0, rule => rule with { Forward = [rule.Forward[0] with { Weight = 10 }, new(Troubles.StageGroup, 90)] })) })
        .ProductionRules(rules => rules.But(all => all.But(0, rule => rule with { Forward = [rule.Forward[0] with { Weight = 10 }, new(Troubles.StageGroup, 90)] })));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("weights-not-shifted", Broken);

        Assert.That(cause.Title, Is.EqualTo("The production rule gives 90 % of the requests to notification-prod-stage-tg."));
        Assert.That(cause.Mend, Has.Some.Contains("targetgroup/notification-prod-tg/"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("weights-not-shifted", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("weights-not-shifted", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Rules = trouble.Rules.Denied() }));

    [Test]
    public void Is_first_and_adds_up_what_others_get()
    {
        var old = Troubles.StageGroup.Replace("stage", "old", StringComparison.Ordinal);
        var cause = Explained.First("weights-not-shifted", Broken.Trouble(trouble => trouble with
        {
            Rules = trouble.Rules.But(rules => rules.But(0, rule => rule with { Forward = [rule.Forward[0] with { Weight = 10 }, new(Troubles.StageGroup, 50), new(old, 20)] })),
        }));

        Assert.That(cause.Title, Is.EqualTo("The production rule gives 87 % of the requests to notification-prod-stage-tg and notification-prod-old-tg."));
    }
}
