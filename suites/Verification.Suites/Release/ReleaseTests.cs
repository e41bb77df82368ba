using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Suites.Release;

/// <summary>Does the cluster run the version that it should run, and is it the version that answers?</summary>
[AllureFeature(Stage)]
[AllureParentSuite(Stage)]
public sealed class ReleaseTests
{
    public const string Stage = "Release";

    public static IEnumerable<Check> Checks { get; } =
    [
        new TasksCurrent(),
        new TaskDefinition(),
        new VersionEndpoint(),
        new ImageTag(),
        new ImageAvailable(),
    ];

    private static IEnumerable<TestCaseData> Cases => SuiteCases.Of(Stage, Checks);

    [TestCaseSource(nameof(Cases))]
    public void Check_passes(string check, string? cluster, string? service) => FindingAssert.Passes(check, new Subject(cluster, service));
}
