using NUnit.Framework;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Explain;

namespace Verification.Suites;

/// <summary>From a finding to NUnit's result. Unknown fails: NUnit's own inconclusive would leave the run green.</summary>
internal static class FindingAssert
{
    private static readonly Lazy<Explanation> Explained = new(() => VerificationRunFixture.Run.Explanation);

    public static void Passes(string id, Subject subject)
    {
        var check = CheckCatalog.All.Single(one => one.Id == id);
        var run = VerificationRunFixture.Run;
        SuiteReport.Begin(check.Title, subject, VerificationRunFixture.Policy.WeightOf(id));
        var finding = run.Findings.SingleOrDefault(finding => finding.Check == id && finding.Subject == subject);
        if (finding is null)
        {
            Assert.Fail($"{check.Title}: no finding on {subject}; the run judged another topology");
            return;
        }

        TestReport.Describe(finding, Explained.Value);
        TestReport.Add(finding, Judge);
        TestContext.Out.WriteLine($"expected {finding.Expected}, observed {finding.Observed} ({finding.Source?.ToString() ?? "nothing read"})");
    }

    private static void Judge(Finding finding)
    {
        if (finding.Outcome != Outcome.Passed)
        {
            // NUnit keeps each failed assertion by itself, out of the attribute's reach.
            var cause = VerificationRunFixture.Run.Explanation.Causes.FirstOrDefault(one => one.Explains.Contains(finding));
            Assert.Fail(KnownSecrets.Hide(cause is null ? finding.Describe() : $"{finding.Describe()}\nwhy: {cause.Briefly()}"));
        }
    }
}
