using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class VersionSkewTests
{
    private static Snapshot Broken => Troubles.Snapshot
        .ProductionContainer(container => container with { Image = container.Image.Replace("v1.2.3", "v1.3.0", StringComparison.Ordinal) })
        .ProductionVersions(samples => [.. samples.Select(sample => sample with { Answer = new HttpAnswer(200, """{"version":"v1.3.0"}""", "") })]);

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("version-skew", Broken, GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = null } });

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("version-skew", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("version-skew", Broken, snapshot => snapshot.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() }), GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = null } });

    [Test]
    public void Is_silent_about_a_cluster_that_the_snapshot_does_not_have() => Explained.Silent(
        "version-skew", Broken with { Clusters = Broken.Clusters.RemoveAt(1) }, GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = null } });
}
