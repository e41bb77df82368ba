using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class HealthCommandWrongTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("ServiceSchedulerInitiated", "Task failed container health checks", lasted: TimeSpan.FromMinutes(3)).TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }).ProductionContainer(container => container with { HealthCheck = container.HealthCheck! with { Command = ["CMD-SHELL", "curl -f http://localhost:8083/ready"] } });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("health-command-wrong", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("health-command-wrong", Troubles.Snapshot.Stopped("ServiceSchedulerInitiated", "Task failed container health checks", lasted: TimeSpan.FromMinutes(3)).TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("health-command-wrong", Broken, snapshot => snapshot.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() }));
}
