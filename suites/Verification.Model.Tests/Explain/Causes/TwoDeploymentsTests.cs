using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TwoDeploymentsTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }).TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }, service.Deployments[0] with { Id = "ecs-svc/2", Status = "ACTIVE", RolloutState = "IN_PROGRESS" }] });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("two-deployments", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("two-deployments", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("two-deployments", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Services = trouble.Services.Denied() }));

    [Test]
    public void Is_first_when_one_that_had_not_ended_was_replaced()
    {
        var stopped = Troubles.Deployment("STOPPED") with { StatusReason = "Replaced by a new service deployment." };
        var cause = Explained.First("two-deployments", Troubles.Snapshot
            .ProductionService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] })
            .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] })
            .Trouble(trouble => trouble with { Deployments = trouble.Deployments.But(all => [.. all, stopped]) }));

        Assert.That((cause.For[^1].Text, cause.For[^1].At), Is.EqualTo(("STOPPED: Replaced by a new service deployment.", stopped.FinishedAt)));
    }
}
