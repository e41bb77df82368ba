using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TaskWithoutHealthCheckTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionTasks(tasks => [.. tasks.Select(task => task with { HealthStatus = "UNKNOWN" })]).ProductionContainer(container => container with { HealthCheck = null });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("task-without-health-check", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("task-without-health-check", Troubles.Snapshot.ProductionTasks(tasks => [.. tasks.Select(task => task with { HealthStatus = "UNHEALTHY" })]));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("task-without-health-check", Broken, snapshot => snapshot.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() }));
}
