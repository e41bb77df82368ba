using NUnit.Framework;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class NotDeployedTests
{
    private static Snapshot Broken => Troubles.Snapshot;

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("not-deployed", Broken, GuideTopology.Literal with { Clusters = [GuideTopology.Literal.Clusters[0]], CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } });

        Assert.That(cause.Title, Is.EqualTo("prod-cluster has v1.2.3, and v1.3.0 is expected."));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("not-deployed", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("not-deployed", Broken, snapshot => snapshot.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() }), GuideTopology.Literal with { Clusters = [GuideTopology.Literal.Clusters[0]], CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } });

    [TestCase("", Certainty.Proven)]
    [TestCase("SUCCESSFUL", Certainty.Proven)]
    [TestCase("ROLLBACK_SUCCESSFUL", Certainty.Possible)]
    public void Is_proven_unless_something_else_was_tried(string status, Certainty certainty) => Assert.That(
        Certain("prod-cluster", Broken.Trouble(trouble => trouble with { Deployments = trouble.Deployments.But(_ => [Troubles.Deployment(status)]) })), Is.EqualTo(certainty));

    [TestCase("v1.3.0", Certainty.Proven)]
    [TestCase("v1.2.3", Certainty.Possible)]
    public void Is_proven_in_the_next_cluster_where_the_one_before_has_the_version(string before, Certainty certainty) => Assert.That(
        Certain("analytics-cluster", Broken.ProductionContainer(container => container with { Image = $"123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:{before}" })), Is.EqualTo(certainty));

    private static Certainty Certain(string cluster, Snapshot snapshot) => Explained
        .Of(snapshot, GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } })
        .Causes.Single(cause => cause.Id == "not-deployed" && cause.Subject.Cluster == cluster).Certainty;
}
