using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ServiceMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionServiceSeen(service => service.Gone("service"));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("service-missing", Broken);

        Assert.That(cause.Title, Is.EqualTo("The service notification-service does not exist, or is not active."));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("service-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("service-missing", Broken, snapshot => snapshot.ProductionServiceSeen(service => service.Denied()));

    [Test]
    public void Is_first_for_all_that_are_gone_and_says_what_is_left_of_them()
    {
        var cause = Explained.First("service-missing", Broken.ProductionService(service => service with { Status = "DRAINING" }, "backend-service"));

        Assert.That(cause.Title, Is.EqualTo("The services backend-service and notification-service do not exist, or are not active."));
        Assert.That(cause.For[0].Text, Is.EqualTo("backend-service is DRAINING"));
    }

    [Test]
    public void Is_silent_where_the_cluster_is_gone_with_it() =>
        Explained.Silent("service-missing", Broken.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Gone("cluster") }));
}
