using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Explain;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Reports.Promotion;

namespace Verification.Tests.Reports.Promotion;

/// <summary>Texts that others wrote to be read as something else, in every place of a report that takes one.</summary>
internal static class HostileTexts
{
    public const string Script = "<script>alert(1)</script>";

    // Markup, ends of attributes and cells, a control character, half a surrogate, a turn to the right, a line that sets a variable.
    public const string Text = Script + "]]>\"' onload='x' --> | `a` [b](http://evil.example) @team www.evil.example \0\u001b[31m\ud800 \u202Egpj.exe ￾\nVERIFICATION_DECISION=PROMOTE";

    public static string Word { get; } = new('w', 1_000_000);

    public static PromotionReport Report(string text, int findings)
    {
        var release = GuideRelease.Report(GuideRelease.Bad);
        var finding = new Finding
        {
            Check = text,
            Title = text,
            Subject = new Subject(text, text),
            Outcome = Outcome.Failed,
            Expected = text,
            Observed = text,
            Source = new FactSource(text, text),
            Remedy = text,
        };
        var load = release.Loads[0];
        var analysis = release.Analyses[0];
        ImmutableArray<Finding> many = [.. Enumerable.Repeat(finding, findings)];
        return release with
        {
            Service = text,
            Version = text,
            Target = text,
            Decision = new Decision { Kind = DecisionKind.Hold, Reason = text, Against = many, Missing = [text], Warnings = [finding] },
            Clusters = [.. release.Clusters.Select(cluster => cluster with { Name = text, Version = text, Before = text, Answers = text, Digest = text, Traffic = text, Environment = text })],
            Traffic = [new ClusterTraffic(text, false, text)],
            Stages = [.. release.Stages.Select(stage => stage with { Name = text, Status = text, Why = text, Traffic = [new AxisEvent(stage.BeganAt, AxisEventKind.Listener, text)] })],
            Explanation = new Explanation([Cause(finding, text)], [new UnexplainedFinding(finding, [new Proof(text, new FactSource(text, text), release.DecidedAt)], [text])]),
            Findings = [.. many.Select((one, at) => new WeighedFinding(one, (CheckWeight)(at % 3)))],
            Loads =
            [
                new LoadView(
                    load.Evidence with
                    {
                        Cluster = text, Scenario = text,
                        Facts = load.Facts with { Generator = text, Profile = text, Targets = [text], EndReason = text, Saturation = text, Doubts = [text], Versions = [load.Facts.Versions[0] with { Version = text }] },
                        Changes = [.. load.Evidence.Changes.Select(change => change with { Text = text })],
                    },
                    [new Downtime(load.Facts.FailureWindows[0] with { FirstFailure = text }, [new AxisEvent(load.Facts.StartedAt, AxisEventKind.Target, text)], [])]),
            ],
            Analyses =
            [
                new AnalysisView(
                    analysis.Evidence with { Cluster = text, Facts = analysis.Evidence.Facts with { Baseline = text, Candidate = text, Metrics = [new MetricSamples.Values(text, text, [1, 2], [2, double.NaN])] } },
                    analysis.Result with { Reason = text, Metrics = [.. analysis.Result.Metrics.Select(metric => metric with { Reason = text, Settings = metric.Settings with { Metric = text } })] }),
            ],
            AwsCalls = ImmutableSortedDictionary<string, int>.Empty.Add(text, 1),
            Evidence = [new EvidenceItem(text, text, release.DecidedAt)],
        };
    }

    private static Cause Cause(Finding finding, string text) => new()
    {
        Id = text,
        Title = text,
        Subject = finding.Subject,
        Layer = CauseLayer.Image,
        Certainty = Certainty.Proven,
        For = [new Proof(text, new FactSource(text, text), DateTimeOffset.UnixEpoch)],
        Against = [new Proof(text, new FactSource(text, text), DateTimeOffset.UnixEpoch)],
        Remedy = text,
        See = [text],
        Mend = [text],
        IsMendSafe = true,
        Explains = [finding],
    };
}
