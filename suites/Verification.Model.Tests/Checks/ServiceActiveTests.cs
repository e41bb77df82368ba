using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class ServiceActiveTests
{
    [Test]
    public void Service_that_is_active_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<ServiceActive>(facts);

        finding.Says(Outcome.Passed, "status ACTIVE", "status ACTIVE");
    }

    [Test]
    public void Service_that_is_draining_fails_with_its_status()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { Status = "DRAINING" });

        var finding = Judged.By<ServiceActive>(facts);

        finding.Says(Outcome.Failed, "status ACTIVE", "status DRAINING");
    }

    [Test]
    public void Neighbour_that_is_gone_fails()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Gone("service auth-service"), "auth-service");

        var finding = Judged.By<ServiceActive>(facts, service: "auth-service");

        finding.Says(Outcome.Failed, "status ACTIVE", "absent: service auth-service");
    }

    [Test]
    public void Service_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<ServiceActive>(facts);

        finding.Says(Outcome.Unknown, "status ACTIVE", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Service_that_the_snapshot_lacks_is_unknown()
    {
        var facts = GuideFacts.Healthy.InProduction(cluster => cluster with { Services = cluster.Services.RemoveAt(4) });

        var finding = Judged.By<ServiceActive>(facts);

        finding.Says(
            Outcome.Unknown,
            "facts on prod-cluster/notification-service in us-east-1",
            "the snapshot has no facts on prod-cluster/notification-service in us-east-1");
    }
}
