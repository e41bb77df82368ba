using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TasksStartingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionTasks(tasks => tasks.But(0, task => task with { LastStatus = "PENDING", HealthStatus = "UNKNOWN" }));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("tasks-starting", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("tasks-starting", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("tasks-starting", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() }));

    [TestCase("PROVISIONING")]
    [TestCase("ACTIVATING")]
    [TestCase("RUNNING")]
    public void Is_first_while_a_task_is(string status) =>
        Explained.First("tasks-starting", Troubles.Snapshot.ProductionTasks(tasks => tasks.But(0, task => task with { LastStatus = status, HealthStatus = "UNKNOWN" })));

    [TestCase("RUNNING", "UNHEALTHY")]
    [TestCase("STOPPING", "UNKNOWN")]
    public void Is_silent_when_a_task_is(string status, string health) =>
        Explained.Silent("tasks-starting", Troubles.Snapshot.ProductionTasks(tasks => tasks.But(0, task => task with { LastStatus = status, HealthStatus = health })));
}
