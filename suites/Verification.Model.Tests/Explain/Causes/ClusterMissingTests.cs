using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ClusterMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.InProduction(cluster => cluster with { Cluster = cluster.Cluster.But(one => one with { Status = "INACTIVE" }) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("cluster-missing", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("cluster-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("cluster-missing", Broken, snapshot => snapshot.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Denied() }));

    [Test]
    public void Is_first_when_ECS_does_not_know_it() =>
        Explained.First("cluster-missing", Troubles.Snapshot.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Gone("cluster prod-cluster") }));
}
