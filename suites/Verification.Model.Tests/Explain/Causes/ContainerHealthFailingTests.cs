using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ContainerHealthFailingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionTasks(tasks => tasks.But(0, task => task with { HealthStatus = "UNHEALTHY" }));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("container-health-failing", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("container-health-failing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("container-health-failing", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() }));
}
