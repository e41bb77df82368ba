using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class ImageDigestTests
{
    private const string Expected = "one digest in every task of every cluster";

    [Test]
    public void One_digest_everywhere_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(Outcome.Passed, Expected, "sha256:1f3870be274f in 3 of prod-cluster, sha256:1f3870be274f in 2 of analytics-cluster");
    }

    [Test]
    public void One_task_of_another_digest_fails_with_both()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { ImageDigest = "sha256:aaaabbbbccccdddd" }));

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "sha256:1f3870be274f in 2 of prod-cluster, sha256:aaaabbbbcccc in 1 of prod-cluster, sha256:1f3870be274f in 2 of analytics-cluster");
    }

    [Test]
    public void Task_on_its_way_without_digest_passes()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { LastStatus = "PENDING", ImageDigest = "" }));

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(Outcome.Passed, Expected, "sha256:1f3870be274f in 2 of prod-cluster, sha256:1f3870be274f in 2 of analytics-cluster");
    }

    [Test]
    public void Running_task_without_digest_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(tasks => tasks.But(1, task => task with { ImageDigest = "" }));

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(Outcome.Unknown, Expected, "prod-task-2 does not tell its digest (prod-cluster)");
    }

    [Test]
    public void Cluster_without_tasks_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(_ => []);

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(Outcome.Unknown, Expected, "no task runs in prod-cluster");
    }

    [Test]
    public void Tasks_of_one_cluster_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() });

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason} (prod-cluster)");
    }

    [Test]
    public void Absent_tasks_fail_even_when_others_cannot_be_read()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() })
            .InAnalytics(cluster => cluster with { Common = cluster.Common with { Tasks = cluster.Common.Tasks.Gone("service notification-service") } });

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(Outcome.Failed, Expected, "absent: service notification-service (analytics-cluster)");
    }

    [Test]
    public void Topology_without_clusters_is_unknown()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<ImageDigest>(facts, GuideTopology.Literal with { Clusters = [] });

        finding.Says(Outcome.Unknown, Expected, "could not be read: no cluster is declared");
    }

    [Test]
    public void Snapshot_that_lacks_a_cluster_is_unknown()
    {
        var facts = GuideFacts.Healthy with { Clusters = [GuideFacts.Healthy.Clusters[0]] };

        var finding = Judged.By<ImageDigest>(facts);

        finding.Says(
            Outcome.Unknown,
            "facts on analytics-cluster in us-west-2",
            "the snapshot has no facts on analytics-cluster in us-west-2");
    }

    [Test]
    public void Source_names_every_region()
    {
        var finding = Judged.By<ImageDigest>(GuideFacts.Healthy);

        Assert.That($"{finding.Source}", Is.EqualTo("ecs:DescribeTasks in us-east-1, us-west-2"));
    }
}
