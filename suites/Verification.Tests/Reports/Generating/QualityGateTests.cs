using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Fixtures.Policies;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Reports.Generating;

namespace Verification.Tests.Reports.Generating;

/// <summary>The rules that Allure's gate gets say what the policy says; that the generator understands them is tried in <c>External</c>.</summary>
public sealed class QualityGateTests
{
    private static readonly string[] Clusters = ["prod-cluster", "analytics-cluster"];

    private static readonly string[] Metrics = ["prod-cluster.health.errors", "prod-cluster.health.p95", "prod-cluster.health.rps", "prod-cluster.rehearsal.errors"];

    [Test]
    public void Every_blocking_test_has_to_pass_on_every_cluster()
    {
        var rule = Rules(Policy.Strict)[0]!;

        Assert.That((rule["of"]!.GetValue<string>(), rule["maxFailures"]!.GetValue<int>(), rule["notRun"]!.GetValue<int>(), rule["tooOld"]!.GetValue<int>()), Is.EqualTo(("blocking", 0, 0, 0)));
        Assert.That(rule["environmentsTested"]!.AsArray().Select(one => one!.GetValue<string>()), Is.EqualTo(Clusters));
    }

    [Test]
    public void The_policy_of_the_repository_limits_errors_and_downtime_only() =>
        Assert.That(Limits(PolicyFile.Read(PolicyFile.Default)), Is.EqualTo(["load prod-cluster.health.errors: metricMax 1"]));

    [Test]
    public void Every_threshold_that_is_set_and_blocks_limits_its_metric()
    {
        var policy = Policy.Strict with { Load = new LoadPolicy { Thresholds = new LoadThresholds { ErrorRate = 0.005, P95 = TimeSpan.FromMilliseconds(250), Throughput = 50 } } };
        var lenient = policy with { Checks = ImmutableSortedDictionary<string, CheckWeight>.Empty.Add(LoadJudge.P95, CheckWeight.Warn).Add(LoadJudge.Throughput, CheckWeight.Shadow) };

        Assert.That(Limits(policy), Is.EqualTo(["load prod-cluster.health.errors: metricMax 0.5", "load prod-cluster.health.p95: metricMax 250", "load prod-cluster.health.rps: metricMin 50"]));
        Assert.That(Limits(lenient), Is.EqualTo(["load prod-cluster.health.errors: metricMax 0.5"]));
    }

    [Test]
    public void What_the_policy_requires_has_to_be_there_of_every_cluster()
    {
        var policy = Policy.Strict with { Load = new LoadPolicy { Required = true }, Analysis = new AnalysisPolicy { Required = true } };

        Assert.That(
            Rules(policy).Skip(1).Where(rule => rule!["of"] is not null).Select(rule => $"{rule!["of"]} {rule["cluster"]} {rule["minTestsCount"]}"),
            Is.EqualTo(["load prod-cluster 1", "load analytics-cluster 1", "analysis prod-cluster 1", "analysis analytics-cluster 1"]));
        Assert.That(Rules(Policy.Strict).Skip(1).Where(rule => rule!["of"] is not null), Is.Empty);
    }

    private static JsonArray Rules(Policy policy) => QualityGate.RulesOf(policy, Clusters, Metrics);

    private static IEnumerable<string> Limits(Policy policy) => Rules(policy).Where(rule => rule!["of"] is null)
        .Select(rule => rule!.AsObject()).Select(rule => $"{rule["id"]}: {rule.ElementAt(1).Key} {rule.ElementAt(1).Value!["value"]}");
}
