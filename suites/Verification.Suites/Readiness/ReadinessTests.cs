using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Suites.Readiness;

/// <summary>Is the cluster ready to be deployed to, and does what runs there stand on its feet?</summary>
[AllureFeature(Stage)]
[AllureParentSuite(Stage)]
public sealed class ReadinessTests
{
    public const string Stage = "Readiness";

    public static IEnumerable<Check> Checks => CheckSets.Readiness;

    private static IEnumerable<TestCaseData> Cases => SuiteCases.Of(Stage, Checks);

    [TestCaseSource(nameof(Cases))]
    public void Check_passes(string check, string? cluster, string? service) => FindingAssert.Passes(check, new Subject(cluster, service));
}
