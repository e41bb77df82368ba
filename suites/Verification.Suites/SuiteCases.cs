using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;

namespace Verification.Suites;

/// <summary>Makes a suite's test cases: each of its checks on each of the check's subjects in the topology.</summary>
internal static class SuiteCases
{
    public const string AllClusters = "all-clusters";

    /// <summary>
    /// Cases with their categories: the suite's stage, the cluster (<c>all-clusters</c> for what compares them), the service, and the check's id.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no case: a suite that tests nothing must not look green.</exception>
    public static IEnumerable<TestCaseData> Of(string stage, IEnumerable<Check> checks)
    {
        var topology = VerificationRun.Declared(SuiteSettings.Resolve(), cluster: null);
        var cases = checks.SelectMany(check => check.Subjects(topology).Select(subject => Case(stage, check, subject))).ToList();
        return cases.Count > 0 ? cases : throw new InvalidOperationException($"the suite {stage} has no test for the topology {topology.Name}");
    }

    // The arguments are texts that stay the same from run to run: a report knows a test again by them.
    private static TestCaseData Case(string stage, Check check, Subject subject)
    {
        var data = new TestCaseData(check.Id, subject.Cluster, subject.Service)
            .SetName($"{check.Title} - {subject}")
            .SetCategory(stage)
            .SetCategory(check.Id)
            .SetCategory(subject.Cluster ?? AllClusters);
        foreach (var step in PipelineSteps.Of(check))
        {
            data.SetCategory(step);
        }

        return subject.Service is { } service ? data.SetCategory(service) : data;
    }
}
