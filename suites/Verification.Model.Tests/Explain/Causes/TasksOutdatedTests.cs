using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TasksOutdatedTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionTasks(tasks => tasks.But(0, task => task with { TaskDefinition = task.TaskDefinition.Replace(":7", ":6", StringComparison.Ordinal) }));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("tasks-outdated", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("--force-new-deployment"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("tasks-outdated", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("tasks-outdated", Broken, snapshot => snapshot.ProductionServiceSeen(service => service.Denied()));

    [Test]
    public void Is_first_and_a_deployment_that_is_under_way_is_waited_for()
    {
        var cause = Explained.First("tasks-outdated", Broken.ProductionService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }));

        Assert.That(cause.Mend, Is.Empty);
    }
}
