using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Suites.Rollback;

/// <summary>
/// Does what served before the release serve again? Only the evidence of the release tells what that was, so without it there is no test,
/// and a step that asks for this category fails.
/// </summary>
public sealed class RollbackTests
{
    public const string Stage = "Rollback";

    private static IEnumerable<TestCaseData> Cases => SuiteSettings.Resolve() is { EvidencePath: not null } settings
        ? VerificationRun.Declared(settings, cluster: null).Clusters.Select(cluster =>
            new TestCaseData(cluster).SetName($"previous image serves again - {cluster.Name}").SetCategory(Stage).SetCategory(cluster.Name))
        : [];

    [TestCaseSource(nameof(Cases))]
    public void Previous_image_serves_again(ClusterDeclaration cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var before = ImageHistory.Of(VerificationRunFixture.EarlierEvidence, cluster);
        var now = ImageHistory.Of([VerificationRunFixture.Run.Snapshot], cluster);

        Assert.That(before, Is.Not.Empty, $"the evidence does not tell what {cluster.Name} ran before");
        Assert.That(now, Is.EqualTo([before[0]]), $"{cluster.Name} does not run what it ran before the release");
    }
}
