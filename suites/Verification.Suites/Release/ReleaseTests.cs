using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Suites.Release;

/// <summary>Does the cluster run the version that it should run, and is it the version that answers?</summary>
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
    public void Check_passes(Check check, Subject subject) => FindingAssert.Passes(check, subject);
}
