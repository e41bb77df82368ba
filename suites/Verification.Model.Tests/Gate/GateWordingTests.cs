using System.Collections.Immutable;
using System.Text;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Tests.Model.Load;

namespace Verification.Tests.Model.Gate;

/// <summary>What the gate decides, and every word of it, for one release after the other.</summary>
internal sealed class GateWordingTests
{
    private static readonly DateTimeOffset Now = GuideFacts.Healthy.TakenAt.AddMinutes(5);
    private static readonly Policy Lenient = Policy.Strict with { Unknown = UnknownMeaning.Hold };
    private static readonly Policy LoadAsked = Policy.Strict with { Load = new LoadPolicy { Required = true } };
    private static readonly Policy AnalysisAsked = Policy.Strict with { Analysis = new AnalysisPolicy { Required = true } };

    private static Snapshot Well => GuideFacts.Healthy;

    private static Snapshot Before => Well.ProductionContainer(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}:v1.2.2" }) with { TakenAt = Well.TakenAt.AddMinutes(-10) };

    private static Snapshot Unwell => Well.ProductionTargets(targets => [.. targets.Select(target => target with { State = "unhealthy" })]);

    private static Snapshot Blind => Well.ProductionDeployment(common => common with { Targets = common.Targets.Denied(), LogGroup = common.LogGroup.Denied() });

    private static LoadEvidence Load => GuideLoad.Evidence;

    private static LoadEvidence Failing => Load with { Facts = GuideLoad.Facts with { Failed = 1000, Errors = GuideLoad.Facts.Errors.Add(LoadErrorKind.Reset, 1000) } };

    private static LoadEvidence Silent => Load with { Facts = GuideLoad.Facts with { Versions = [] } };

    private static IEnumerable<(string Name, Decision Decision)> Releases =>
    [
        ("no evidence", Decide(Policy.Strict)),
        ("two targets", Decide(Policy.Strict, [Well, Before with { Target = "another" }])),
        ("load on another target", Decide(Policy.Strict, [Well], [Load with { Target = "elsewhere" }])),
        ("analysis of another target", Decide(Policy.Strict, [Well], analyses: [GuideAnalysis.Of() with { Target = "elsewhere" }])),
        ("a quarter of an hour old", Decide(Policy.Strict, [Well with { TakenAt = Now.AddMinutes(-15) }])),
        ("older", Decide(Policy.Strict, [Well with { TakenAt = Now.AddMinutes(-15).AddTicks(-1) }])),
        ("a minute ahead", Decide(Policy.Strict, [Well with { TakenAt = Now.AddMinutes(1) }])),
        ("more than that", Decide(Policy.Strict, [Well with { TakenAt = Now.AddMinutes(1).AddTicks(1) }])),
        ("all is well", Decide(Policy.Strict, [Before, Well])),
        ("the newer look counts, told first", Decide(Policy.Strict, [Well, Unwell with { TakenAt = Well.TakenAt.AddMinutes(-1) }])),
        ("the newer look counts, told last", Decide(Policy.Strict, [Well with { TakenAt = Well.TakenAt.AddMinutes(-1) }, Unwell])),
        ("what belongs to no cluster is of the newest look", Decide(Policy.Strict, [Well with { TakenAt = Well.TakenAt.AddMinutes(-1), Caller = Well.Caller.Denied() }, Well])),
        ("unwell and not moved", Decide(Policy.Strict, [Well with { TakenAt = Before.TakenAt }, Unwell])),
        ("unwell and moved", Decide(Policy.Strict, [Before, Unwell])),
        ("moved in both, one unwell", Decide(Policy.Strict, [AnalyticsBefore(Before), Unwell])),
        ("moved in both, both unwell", Decide(Policy.Strict, [AnalyticsBefore(Before), AnalyticsUnwell(Unwell)])),
        ("a cluster of that name in another region", Decide(Policy.Strict, [Well.InProduction(cluster => cluster with { Region = "eu-west-1" })])),
        ("unknown", Decide(Policy.Strict, [Before, Blind])),
        ("unknown, which holds", Decide(Lenient, [Before, Blind])),
        ("unknown and failed", Decide(Policy.Strict, [Before, Blind.ProductionHealth(503, "")])),
        ("only a warning", Decide(Policy.Strict with { Checks = Policy.Strict.Checks.Add("targets-healthy", CheckWeight.Warn).Add("targets-registered", CheckWeight.Shadow) }, [Before, Unwell])),
        ("load is asked for and there", Decide(LoadAsked, [Before, Well], [Load, Load with { Cluster = "analytics-cluster" }])),
        ("load is asked for and not there", Decide(LoadAsked, [Before, Well])),
        ("load is old", Decide(Policy.Strict, [Before, Well], [Load with { TakenAt = Now.AddMinutes(-15).AddTicks(-1) }])),
        ("load is nearly old", Decide(Policy.Strict, [Before, Well], [Load with { TakenAt = Now.AddMinutes(-15) }])),
        ("load fails where traffic has moved", Decide(Policy.Strict, [Before, Well], [Failing, Failing with { Scenario = "a swap" }])),
        ("load failed, and was repeated", Decide(Policy.Strict, [Before, Well], [Load, Failing with { TakenAt = Load.TakenAt.AddSeconds(-1) }])),
        ("load on the version before", Decide(Policy.Strict, [Before, Well], [Load with { Facts = GuideLoad.Facts with { Versions = [GuideLoad.Facts.Versions[0] with { Version = "v1.2.2" }] } }])),
        ("load on both versions, the new one last", Decide(Policy.Strict, [Before, Well], [Load with { Facts = GuideLoad.Facts with { Versions = [GuideLoad.Facts.Versions[0], GuideLoad.Facts.Versions[0] with { Version = "v1.2.2", LastSentAt = Load.TakenAt.AddMinutes(-1) }] } }])),
        ("load without versions between two looks", Decide(Policy.Strict, [Well, Well with { TakenAt = Well.TakenAt.AddMinutes(2) }], [Silent])),
        ("load without versions, started at a look", Decide(Policy.Strict, [Well], [Silent with { Facts = Silent.Facts with { StartedAt = Well.TakenAt } }])),
        ("load without versions on another image", Decide(Policy.Strict, [Before, Before with { TakenAt = Well.TakenAt }], [Silent])),
        ("load without versions before a look", Decide(Policy.Strict, [Before, Well], [Silent with { Facts = Silent.Facts with { StartedAt = Well.TakenAt.AddSeconds(-1) } }])),
        ("load without versions and images", Decide(Policy.Strict, [Well.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() })], [Silent])),
        ("load without an expected tag", DecideUntagged([Well], [Load])),
        ("load without an expected tag and images", DecideUntagged([Well.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() })], [Load])),
        ("analysis passes", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of()])),
        ("analysis fails", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of(candidateErrors: 60)])),
        ("analysis fails before traffic moves", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of(candidateErrors: 60) with { TrafficHasMoved = false }])),
        ("analysis failed, and was repeated", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of(), GuideAnalysis.Of(candidateErrors: 60) with { TakenAt = GuideAnalysis.Of().TakenAt.AddSeconds(-1) }])),
        ("analysis is inconclusive", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of(samples: 6)])),
        ("analysis is inconclusive, which fails", Decide(Inconclusive(InconclusiveAction.Fail), [Before, Well], analyses: [GuideAnalysis.Of(samples: 6)])),
        ("analysis is inconclusive, and was extended", Decide(Inconclusive(InconclusiveAction.Extend), [Before, Well], analyses: [GuideAnalysis.Of(samples: 6)])),
        ("analysis is old", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of() with { TakenAt = Now.AddMinutes(-15).AddTicks(-1) }])),
        ("analysis is nearly old", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of() with { TakenAt = Now.AddMinutes(-15) }])),
        ("analysis of another version", Decide(Policy.Strict, [Before, Well], analyses: [GuideAnalysis.Of() with { Facts = GuideAnalysis.Of().Facts with { Candidate = "v1.2.2" } }])),
        ("analysis is asked for", Decide(AnalysisAsked, [Before, Well], analyses: [GuideAnalysis.Of()])),
        ("analysis only warns", Decide(Policy.Strict with { Checks = Policy.Strict.Checks.Add(ContinuousVerificationGate.Check, CheckWeight.Warn) }, [Before, Well], analyses: [GuideAnalysis.Of(candidateErrors: 60)])),
        ("nothing was decided", Decisions.Join()),
        ("nothing was decided, by default", Decisions.Join(default)),
        ("two reasons to hold", Decisions.Join(Decide(Lenient, [Blind]), Decide(Policy.Strict, [Unwell]))),
    ];

    [Test]
    public void Every_word_of_the_gate_is_approved() =>
        Approved.Text(string.Join("\n", Releases.Select(release => Words(release.Name, release.Decision))), "GateWording.txt");

    [TestCaseSource(nameof(Extensions))]
    public void Inconclusive_analysis_is_extended_as_often_as_the_policy_says(int extensions, bool expected, string said)
    {
        var policy = new InconclusivePolicy { Action = InconclusiveAction.Extend, MaximumExtensions = 2, Extension = TimeSpan.FromMinutes(7.5) };
        var result = ContinuousVerificationJudge.Judge(GuideAnalysis.Of(samples: 6).Facts, new AnalysisPolicy().Settings);

        var decision = ContinuousVerificationGate.Decide(result, new Subject("prod-cluster", "notification-service"), policy, extensions, trafficHasMoved: true);

        Assert.That(policy.Extends(result.Verdict, extensions), Is.EqualTo(expected));
        Assert.That(decision.Reason, Does.StartWith(said));
        Assert.That(policy.Extends(ContinuousVerificationVerdict.Pass, 0), Is.False);
        Assert.That((policy with { Action = InconclusiveAction.Hold }).Extends(result.Verdict, 0), Is.False);
    }

    private static IEnumerable<TestCaseData> Extensions =>
    [
        new(0, true, "continuous verification is inconclusive: go on for 7.5 min (1 of 2)"),
        new(1, true, "continuous verification is inconclusive: go on for 7.5 min (2 of 2)"),
        new(2, false, "continuous verification is inconclusive after 2 extensions"),
    ];

    [TestCase(MetricDirection.Increase, MetricJudgeKind.Exact, "latency no higher than the baseline's")]
    [TestCase(MetricDirection.Decrease, MetricJudgeKind.Exact, "latency no lower than the baseline's")]
    [TestCase(MetricDirection.Either, MetricJudgeKind.Exact, "latency like the baseline's")]
    [TestCase(MetricDirection.Increase, MetricJudgeKind.Threshold, "latency within its limits")]
    public void Finding_says_what_is_expected_of_a_metric(MetricDirection direction, MetricJudgeKind judge, string expected)
    {
        var settings = new MetricSettings { Metric = "latency", Direction = direction, Judge = judge, Threshold = judge == MetricJudgeKind.Threshold ? new Threshold { AtMost = 1 } : null };
        var facts = GuideAnalysis.Of().Facts with { Metrics = [] };

        var result = ContinuousVerificationJudge.Judge(facts, new ContinuousVerificationSettings { Metrics = [settings] });

        Assert.That(ContinuousVerificationGate.Findings(result, Subject.AllClusters).Select(finding => finding.Expected), Is.EqualTo([expected]));
    }

    private static Decision Decide(Policy policy, ImmutableArray<Snapshot> snapshots = default, ImmutableArray<LoadEvidence> loads = default, ImmutableArray<AnalysisEvidence> analyses = default) =>
        PromotionGate.Decide(GuideTopology.Literal, policy, Evidence(snapshots, loads, analyses), Now);

    private static Decision DecideUntagged(ImmutableArray<Snapshot> snapshots, ImmutableArray<LoadEvidence> loads) => PromotionGate.Decide(
        GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = null } }, Policy.Strict, Evidence(snapshots, loads, default), Now);

    private static ReleaseEvidence Evidence(ImmutableArray<Snapshot> snapshots, ImmutableArray<LoadEvidence> loads, ImmutableArray<AnalysisEvidence> analyses) =>
        new() { Snapshots = snapshots.IsDefault ? [] : snapshots, Loads = loads.IsDefault ? [] : loads, Analyses = analyses.IsDefault ? [] : analyses };

    private static Policy Inconclusive(InconclusiveAction action) => Policy.Strict with { Analysis = new AnalysisPolicy { Inconclusive = new InconclusivePolicy { Action = action } } };

    private static Snapshot AnalyticsBefore(Snapshot snapshot) => snapshot.InAnalytics(cluster => cluster with
    {
        Common = cluster.Common with
        {
            TaskDefinition = cluster.Common.TaskDefinition.But(definition => definition with
            {
                Container = definition.Container.But(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}@{GuideFacts.Digest}" }),
            }),
        },
    });

    private static Snapshot AnalyticsUnwell(Snapshot snapshot) => snapshot.InAnalytics(cluster => cluster with { Common = cluster.Common with { Health = cluster.Common.Health.But(_ => new HttpAnswer(503, "", "")) } });

    private static string Words(string name, Decision decision)
    {
        var text = new StringBuilder().Append("== ").AppendLine(name).Append(decision.Kind).Append(": ").AppendLine(decision.Reason);
        foreach (var finding in decision.Against)
        {
            text.AppendLine(finding.Describe());
        }

        foreach (var missing in decision.Missing)
        {
            text.Append("missing ").AppendLine(missing);
        }

        foreach (var warning in decision.Warnings)
        {
            text.Append("warning ").AppendLine(warning.Describe());
        }

        return text.ToString();
    }
}
