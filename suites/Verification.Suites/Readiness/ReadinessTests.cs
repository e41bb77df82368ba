using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Suites.Readiness;

/// <summary>Is the cluster ready to be deployed to, and does what runs there stand on its feet?</summary>
public sealed class ReadinessTests
{
    public const string Stage = "Readiness";

    public static IEnumerable<Check> Checks => CheckSets.Readiness;

    private static IEnumerable<TestCaseData> Cases => SuiteCases.Of(Stage, Checks);

    [TestCaseSource(nameof(Cases))]
    public void Check_passes(Check check, Subject subject) => FindingAssert.Passes(check, subject);
}
