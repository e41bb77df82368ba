using NUnit.Framework;
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
}
