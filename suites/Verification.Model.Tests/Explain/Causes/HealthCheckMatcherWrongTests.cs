using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class HealthCheckMatcherWrongTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [200]").ProductionGroup(group => group with { Matcher = "204,301-302" });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("health-check-matcher-wrong", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("--matcher HttpCode=200"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("health-check-matcher-wrong", Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]").ProductionGroup(group => group with { Matcher = "200-299" }));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("health-check-matcher-wrong", Broken, snapshot => snapshot.Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.Denied() }));
}
