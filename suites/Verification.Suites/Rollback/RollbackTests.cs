using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Suites.Rollback;

/// <summary>
/// Does what served before the release serve again? Only the evidence of the release tells what that was, so without it there is no test,
/// and a step that asks for this category fails.
/// </summary>
[AllureFeature(Stage)]
[AllureParentSuite(Stage)]
public sealed class RollbackTests
{
    public const string Stage = "Rollback";

    private static IEnumerable<TestCaseData> Cases => SuiteSettings.Resolve() is { EvidencePath: not null } settings
        ? VerificationRun.Declared(settings, cluster: null).Clusters.Select(cluster =>
            new TestCaseData(cluster.Name).SetName($"previous image serves again - {cluster.Name}").SetCategory(Stage).SetCategory(cluster.Name))
        : [];

    [TestCaseSource(nameof(Cases))]
    public void Previous_image_serves_again(string cluster)
    {
        var run = VerificationRunFixture.Run;
        var declared = run.Topology.Clusters.Single(one => one.Name == cluster);
        SuiteReport.Begin("previous image serves again", new Subject(cluster, run.Topology.CommonService.Name), CheckWeight.Block);
        var before = ImageHistory.Of(VerificationRunFixture.EarlierEvidence, declared);
        var now = ImageHistory.Of([run.Snapshot], declared);

        Assert.That(before, Is.Not.Empty, $"the evidence does not tell what {cluster} ran before");
        Assert.That(now, Is.EqualTo([before[0]]), $"{cluster} does not run what it ran before the release");
    }
}
