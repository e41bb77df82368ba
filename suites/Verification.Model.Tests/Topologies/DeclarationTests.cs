using NUnit.Framework;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Topologies;

/// <summary>What follows from what is declared.</summary>
internal sealed class DeclarationTests
{
    [Test]
    public void Clients_ask_the_load_balancer_by_its_declared_name_only()
    {
        var (production, analytics) = (GuideTopology.Literal.Clusters[0].LoadBalancer, GuideTopology.Literal.Clusters[1].LoadBalancer);

        Assert.That(production.UrlOf(production.Production, "/health"), Is.EqualTo("http://prod-alb-123456789.us-east-1.elb.amazonaws.com:80/health"));
        Assert.That(analytics.UrlOf(analytics.Production, "/health"), Is.Null);
    }

    [TestCase(null, "notification-service__1")]
    [TestCase("notification-service", "notification-service__1")]
    [TestCase("notification-service__1", "notification-service__2")]
    [TestCase("notification-service__2", "notification-service__1")]
    public void Next_service_takes_the_name_that_does_not_serve(string? serving, string expected) =>
        Assert.That(ServiceSlots.NextTo("notification-service", serving), Is.EqualTo(expected));

    [Test]
    public void Service_has_three_names_the_plain_one_first() =>
        Assert.That(ServiceSlots.Of("a"), Is.EqualTo(["a", "a__1", "a__2"]));
}
