using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class SlowAnswersTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("slow-answers", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("slow-answers", Troubles.Snapshot.Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("slow-answers", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));
}
