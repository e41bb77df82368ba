using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Suites;

/// <summary>From a finding to NUnit's result. Unknown fails: NUnit's own inconclusive would leave the run green.</summary>
internal static class FindingAssert
{
    public static void Passes(Check check, Subject subject)
    {
        var run = VerificationRunFixture.Run;
        var finding = run.Findings.SingleOrDefault(finding => finding.Check == check.Id && finding.Subject == subject);
        if (finding is null)
        {
            Assert.Fail($"{check.Title}: no finding on {subject}; the run judged another topology");
            return;
        }

        if (finding.Outcome != Outcome.Passed)
        {
            Assert.Fail(finding.Describe());
        }

        TestContext.Out.WriteLine($"expected {finding.Expected}, observed {finding.Observed} ({finding.Source?.ToString() ?? "nothing read"})");
    }
}
