using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Model.Gate;
using Verification.Model.Load;

namespace Verification.Reports.Generating;

/// <summary>
/// The policy as rules of Allure's quality gate, for those who gate by <c>allure quality-gate</c>: it fails where <see cref="PromotionGate"/> would not
/// promote, as far as results tell. It tells no roll back from a hold.
/// </summary>
internal static class QualityGate
{
    /// <summary>Rules that Allure does not have, and the filters that rules name.</summary>
    public const string Script = """
        const has = (test, name, value) => test.labels.some(label => label.name === name && label.value === value);
        const filters = {
          blocking: () => test => !has(test, "severity", "minor") && !has(test, "severity", "trivial"),
          load: cluster => test => has(test, "feature", "Load") && has(test, "environment", cluster),
          analysis: cluster => test => has(test, "tag", "analysis") && has(test, "environment", cluster),
        };
        const counted = (rule, what, broken) => ({
          rule,
          message: ({ actual, expected }) => `${actual} ${what}, at most ${expected} may`,
          validate: async ({ trs, expected, state }) => {
            const found = trs.filter(test => broken(test));
            const actual = found.length + (Number(state.getResult()) || 0);
            state.setResult(actual, found.map(test => test.id));
            return { success: actual <= expected, actual, testResults: found.map(test => test.id) };
          },
        });
        const now = Date.now();
        const own = [
          counted("notRun", "tests were not run", test => test.status === "skipped" || test.status === "unknown"),
          counted("tooOld", "tests are older than the policy's freshFor", test => now - (test.stop ?? 0) > freshFor),
        ];
        configuration.qualityGate = {
          use: [...qualityGateDefaultRules, ...own],
          rules: gate.map(({ of, cluster, ...rule }) => (of ? { ...rule, filter: filters[of](cluster) } : rule)),
        };
        """;

    /// <param name="policy">What decides.</param>
    /// <param name="clusters">What is declared: each has to be looked at.</param>
    /// <param name="metrics">The figures that the results have.</param>
    public static JsonArray RulesOf(Policy policy, IReadOnlyCollection<string> clusters, IEnumerable<string> metrics) =>
    [
        new JsonObject
        {
            ["id"] = "blocking", ["of"] = "blocking", ["maxFailures"] = 0, ["notRun"] = 0, ["tooOld"] = 0, ["minTestsCount"] = 1,
            ["environmentsTested"] = JsonSerializer.SerializeToNode(clusters),
        },
        .. clusters.Where(_ => policy.Load.Required && policy.WeightOf(LoadFindings.Present) == CheckWeight.Block).Select(cluster => Present("load", cluster)),
        .. clusters.Where(_ => policy.Analysis.Required && policy.WeightOf(ContinuousVerificationGate.Check) == CheckWeight.Block).Select(cluster => Present("analysis", cluster)),
        .. metrics.Where(key => !key.Contains(".rehearsal.", StringComparison.Ordinal)).SelectMany(key => Limits(policy).Where(limit => key.EndsWith(limit.Suffix, StringComparison.Ordinal)).Select(limit =>
            new JsonObject { ["id"] = $"load {key}", [limit.Rule] = new JsonObject { ["key"] = key, ["value"] = limit.Value } })),
    ];

    private static JsonObject Present(string what, string cluster) => new() { ["id"] = $"{what} of {cluster}", ["of"] = what, ["cluster"] = cluster, ["minTestsCount"] = 1 };

    /// <summary>The thresholds that are set and block, by the metrics that they are of.</summary>
    private static IEnumerable<(string Suffix, string Rule, double Value)> Limits(Policy policy)
    {
        var load = policy.Load.Thresholds;
        (string Check, string Suffix, string Rule, double? Value)[] all =
        [
            (LoadJudge.Errors, ".errors", "metricMax", load.ErrorRate * 100),
            (LoadJudge.Downtime, ".downtime", "metricMax", load.Downtime?.TotalMilliseconds),
            (LoadJudge.P50, ".p50", "metricMax", load.P50?.TotalMilliseconds),
            (LoadJudge.P95, ".p95", "metricMax", load.P95?.TotalMilliseconds),
            (LoadJudge.P99, ".p99", "metricMax", load.P99?.TotalMilliseconds),
            (LoadJudge.Throughput, ".rps", "metricMin", load.Throughput),
        ];
        return all.Where(one => one.Value is not null && policy.WeightOf(one.Check) == CheckWeight.Block).Select(one => (one.Suffix, one.Rule, one.Value!.Value));
    }
}
