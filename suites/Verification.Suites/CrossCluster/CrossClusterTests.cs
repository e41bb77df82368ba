using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Suites.CrossCluster;

/// <summary>Do the clusters agree with one another, and with the account and registry they share?</summary>
[AllureFeature(Stage)]
[AllureParentSuite(Stage)]
public sealed class CrossClusterTests
{
    public const string Stage = "CrossCluster";

    public static IEnumerable<Check> Checks { get; } =
    [
        new ImageDigest(),
        new SameVersion(),
        new Replication(),
        new Account(),
        new Roles(),
    ];

    private static IEnumerable<TestCaseData> Cases => SuiteCases.Of(Stage, Checks);

    [TestCaseSource(nameof(Cases))]
    public void Check_passes(string check, string? cluster, string? service) => FindingAssert.Passes(check, new Subject(cluster, service));
}
