using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class NetworkTests
{
    private const string Expected = "VPC 10.0.0.0/16, 3 private and 3 public subnets, tasks in private ones";

    [Test]
    public void Network_as_declared_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Passed, Expected, "VPC 10.0.0.0/16, 6 subnets, tasks in 3 private ones");
    }

    [Test]
    public void Vpc_of_another_range_fails_with_both()
    {
        var facts = GuideFacts.Healthy
            .ProductionNetwork(network => network with { Vpc = network.Vpc.But(vpc => vpc with { Cidr = "10.9.0.0/16" }) });

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Failed, Expected, "VPC expected 10.0.0.0/16, observed 10.9.0.0/16");
    }

    [Test]
    public void Vpc_that_is_pending_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionNetwork(network => network with { Vpc = network.Vpc.But(vpc => vpc with { State = "pending" }) });

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Failed, Expected, "vpc-prod expected available, observed pending");
    }

    [Test]
    public void Missing_subnets_fails_each_with_its_range()
    {
        var facts = GuideFacts.Healthy
            .ProductionNetwork(network => network with { Subnets = network.Subnets.But(subnets => subnets.RemoveAt(5).RemoveAt(2)) });

        var finding = Judged.By<Network>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "no private subnet 10.0.3.0/24; no public subnet 10.0.13.0/24; the service's subnet-prod3 is not in the VPC");
    }

    [Test]
    public void Service_in_a_public_subnet_fails_with_the_subnet()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { Subnets = ["subnet-prod1", "subnet-prod11"] });

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Failed, Expected, "the service's subnet-prod11 10.0.11.0/24 is not a private one");
    }

    [Test]
    public void Service_without_subnets_fails()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { Subnets = [] });

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Failed, Expected, "the service names no subnet");
    }

    [Test]
    public void Subnets_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionNetwork(network => network with { Subnets = network.Subnets.Denied() });

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Vpc_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionNetwork(network => network with { Vpc = network.Vpc.Denied() });

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Service_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<Network>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }
}
