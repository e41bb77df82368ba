using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Suites.Rollback;

/// <summary>
/// Does what served before the release serve again? Only the evidence of the release tells what that was. Without any there is no test; where no earlier step
/// looked at a cluster, its test is ignored and not of this category. A step that asks for the category fails either way: it has nothing to go by.
/// </summary>
[AllureFeature(Stage)]
[AllureParentSuite(Stage)]
public sealed class RollbackTests
{
    public const string Stage = "Rollback";

    private static IEnumerable<TestCaseData> Cases => SuiteSettings.Resolve() is { EvidencePath: not null } settings
        ? VerificationRun.Declared(settings, cluster: null).Clusters.Select(cluster => Case(cluster, settings.EvidencePath))
        : [];

    private static TestCaseData Case(ClusterDeclaration cluster, string evidence)
    {
        var data = new TestCaseData(cluster.Name).SetName($"previous image serves again - {cluster.Name}").SetCategory(cluster.Name);
        return EarlierEvidence.Concerns(cluster)
            ? data.SetCategory(Stage)
            : data.Ignore($"not applicable: before this run nothing in {evidence} is about {cluster.Name}, so that there is nothing to go back to");
    }

    [TestCaseSource(nameof(Cases))]
    public void Previous_image_serves_again(string cluster)
    {
        var run = VerificationRunFixture.Run;
        var declared = run.Topology.Clusters.Single(one => one.Name == cluster);
        SuiteReport.Begin("previous image serves again", new Subject(cluster, run.Topology.CommonService.Name), CheckWeight.Block);
        var before = ImageHistory.Of(EarlierEvidence.Snapshots, declared);
        var now = ImageHistory.Of([run.Snapshot], declared);

        Assert.That(before, Is.Not.Empty, $"the evidence does not tell what {cluster} ran before");
        Assert.That(now, Is.EqualTo([before[0]]), $"{cluster} does not run what it ran before the release");
    }
}
