using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class DeadPortTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("dead-port", Broken);

        Assert.That(cause.Title, Is.EqualTo("The application runs, and does not listen on port 8083."));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("dead-port", Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("dead-port", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));
}
