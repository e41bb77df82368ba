using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class DeploymentUnderWayTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }).TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("deployment-under-way", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("deployment-under-way", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("deployment-under-way", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Services = trouble.Services.Denied() }));
}
