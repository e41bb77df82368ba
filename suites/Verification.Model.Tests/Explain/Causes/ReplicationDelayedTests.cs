using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ReplicationDelayedTests
{
    private static Snapshot Broken => Troubles.Snapshot
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } })
        .AnalyticsTrouble(trouble => trouble with
        {
            Images = trouble.Images.But(images => images.But(1, image => image with { Digest = "" })),
            ReplicationStatus = trouble.ReplicationStatus.But(all => all.But(0, one => one with { Status = "IN_PROGRESS" })),
        });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("replication-delayed", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("aws ecr put-image --repository-name notification-service --image-tag v1.2.3 --image-manifest \"$(aws ecr batch-get-image"));
    }

    [Test]
    public void Is_silent_when_the_registry_says_it_was_copied() => Explained.Silent("replication-delayed", Troubles.Snapshot
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } })
        .AnalyticsTrouble(trouble => trouble with
        {
            Images = trouble.Images.But(images => images.But(1, image => image with { Digest = "" })),
            ReplicationStatus = trouble.ReplicationStatus.But(all => all),
        }));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("replication-delayed", Broken, snapshot => snapshot.AnalyticsTrouble(trouble => trouble with { ReplicationStatus = trouble.ReplicationStatus.Denied() }));

    [TestCase("us-west-1", "v1.2.3")]
    [TestCase("us-west-2", "v1.2.2")]
    public void Is_silent_when_another_copy_is_on_its_way(string region, string tag) => Explained.Silent("replication-delayed", Broken.AnalyticsTrouble(trouble => trouble with
    {
        ReplicationStatus = trouble.ReplicationStatus.But(all => all.But(0, one => one with { Region = region, Tag = tag })),
    }));

    [Test]
    public void Is_silent_when_no_rule_takes_it_there() =>
        Explained.Silent("replication-delayed", Broken with { Replication = Broken.Replication.But(_ => new ReplicationFact([new ReplicationRuleFact(["us-west-2"], ["other/"])])) });

    [Test]
    public void Is_silent_in_the_region_that_is_pushed_to()
    {
        var toItself = Troubles.Snapshot with { Replication = Troubles.Snapshot.Replication.But(_ => new ReplicationFact([new ReplicationRuleFact(["us-east-1"], [])])) };

        Explained.Silent("replication-delayed", toItself
            .ProductionDeployment(common => common with { Image = common.Image.Gone("image") })
            .Trouble(trouble => trouble with { ReplicationStatus = trouble.ReplicationStatus.But(_ => [new ReplicationStatusFact("us-east-1", "v1.2.3", "IN_PROGRESS", "")]) }));
    }
}
