using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Rehearsal.Rehearsing;
using Verification.Reports.Promotion.Html;

namespace Verification.Rehearsal.Reporting;

/// <summary>What the gate says to a release: each finding of the last look with the policy's weight, and the decision.</summary>
internal static class GateResults
{
    public const string Stage = "Gate";

    public static IEnumerable<ReportedResult> Of(JudgedRelease judged, Policy policy, Func<Subject, TestReport> about)
    {
        var attachments = new SnapshotAttachments(judged.Run.Snapshot);
        var (at, explanation) = (judged.Run.Snapshot.TakenAt, judged.Run.Explanation);
        foreach (var finding in judged.Run.Findings)
        {
            yield return new ReportedResult
            {
                Id = $"gate: {finding.Check}",
                Report = about(finding.Subject),
                Stage = Stage,
                Title = finding.Title,
                Weight = policy.WeightOf(finding.Check),
                Outcome = finding.Outcome,
                Message = finding.Outcome == Outcome.Passed ? "" : finding.Describe(),
                Description = finding.Describe(),
                Start = at,
                Stop = at,
                Steps = ReportedStep.Of(finding, at),
                Attachments = [.. new[] { TestReport.ExplanationOf(finding, explanation), attachments.Facts(finding.Subject.Cluster), attachments.AwsCalls }.OfType<ReportedAttachment>()],
            };
        }

        var (decision, decidedAt) = (judged.Report.Decision, judged.Report.DecidedAt);
        yield return new ReportedResult
        {
            Id = "gate: decision",
            Report = about(Subject.AllClusters),
            Stage = Stage,
            Title = "decision",
            Outcome = decision.Kind switch { DecisionKind.Promote => Outcome.Passed, DecisionKind.CannotJudge => Outcome.Unknown, _ => Outcome.Failed },
            Message = decision.Kind == DecisionKind.Promote ? "" : $"decision: {(decision.Kind == DecisionKind.CannotJudge ? "Unknown" : "Failed")} for the release: {decision.Kind}, {decision.Reason}",
            Description = $"{decision.Kind}: {decision.Reason}",
            Start = decidedAt,
            Stop = decidedAt,
            Attachments = [new ReportedAttachment("Promotion report", "text/html", ".html", () => PromotionHtml.Write(judged.Report)), attachments.AwsCalls],
        };
    }
}
