using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class ClusterActiveTests
{
    [Test]
    public void Cluster_that_is_active_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Passed, "status ACTIVE", "status ACTIVE");
    }

    [Test]
    public void Cluster_that_is_inactive_fails_with_its_status()
    {
        var facts = GuideFacts.Healthy
            .InProduction(cluster => cluster with { Cluster = cluster.Cluster.But(seen => seen with { Status = "INACTIVE" }) });

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Failed, "status ACTIVE", "status INACTIVE");
    }

    [Test]
    public void Cluster_that_is_absent_fails()
    {
        var facts = GuideFacts.Healthy
            .InProduction(cluster => cluster with { Cluster = cluster.Cluster.Gone("cluster prod-cluster") });

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Failed, "status ACTIVE", "absent: cluster prod-cluster");
    }

    [Test]
    public void Cluster_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Denied() });

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Unknown, "status ACTIVE", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Cluster_of_another_region_is_unknown()
    {
        var facts = GuideFacts.Healthy.InProduction(cluster => cluster with { Region = "eu-west-1" });

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Unknown, "facts on prod-cluster in us-east-1", "the snapshot has no facts on prod-cluster in us-east-1");
    }

    [Test]
    public void Cluster_that_the_snapshot_has_twice_is_unknown()
    {
        var facts = GuideFacts.Healthy with { Clusters = GuideFacts.Healthy.Clusters.Add(GuideFacts.Healthy.Clusters[0]) };

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Unknown, "facts on prod-cluster in us-east-1", "the snapshot has no facts on prod-cluster in us-east-1");
    }

    [Test]
    public void Reason_of_several_lines_is_said_on_one_and_is_unknown()
    {
        var facts = GuideFacts.Healthy.InProduction(cluster => cluster with
        {
            Cluster = new Observation<ClusterFact>.Unavailable("broken\r\npipe", true, cluster.Cluster.Source),
        });

        var finding = Judged.By<ClusterActive>(facts);

        finding.Says(Outcome.Unknown, "status ACTIVE", "could not be read: broken  pipe");
    }
}
