using System.CommandLine;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Rehearsal.Output;
using Verification.Reports.Evidence;
using Verification.Reports.Promotion;

namespace Verification.Rehearsal.Commands;

/// <summary>Decides from the evidence that earlier steps left: promote, hold or roll back.</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var policy = new Option<string>("--policy") { Description = "which checks block, and how old evidence may be", DefaultValueFactory = _ => PolicyFile.Default };
        var html = new Option<string?>("--report") { Description = "write the decision with all that it rests on as one HTML page" };
        var summary = new Option<string?>("--summary") { Description = "write it as Markdown, for a job summary: \"$GITHUB_STEP_SUMMARY\"" };
        var junit = new Option<string?>("--junit") { Description = "write its findings as JUnit XML" };
        var variables = new Option<string?>("--output-file") { Description = $"add {OutputVariables.Decision} and {OutputVariables.Reason} to this file, as lines KEY=VALUE" };
        var journal = new Option<string?>("--journal") { Description = "the journal of the pipeline's run, for the report's stages: run-ID.jsonl" };
        var command = new Command("gate", "Judge the evidence of a release again: exit code 0 promote, 1 hold, 2 roll back, 3 cannot judge.")
        {
            cluster, policy, html, summary, junit, variables, journal,
        };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var resolved = settings.Resolve(parsed);
            var folder = resolved.EvidencePath ?? throw new SettingsException($"the gate decides from evidence: set {SettingKey.Evidence.Option} or {SettingKey.Evidence.Variable} to its folder");
            var decision = Decide(
                VerificationRun.Declared(resolved, parsed.GetValue(cluster)),
                PolicyFile.Read(parsed.GetValue(policy)!),
                new EvidenceFolder(folder),
                new ReportFiles(parsed.GetValue(html), parsed.GetValue(summary), parsed.GetValue(junit), parsed.GetValue(variables)),
                parsed.GetValue(journal));
            DecisionView.Write(Screen.Create(), decision);
            return ExitCode.Of(decision.Kind);
        });
        return command;
    }

    private static Decision Decide(Topology topology, Policy policy, EvidenceFolder folder, ReportFiles files, string? journal)
    {
        var now = TimeProvider.System.GetUtcNow();
        files.Remove();
        try
        {
            var evidence = folder.Read();
            var decision = PromotionGate.Decide(topology, policy, evidence, now);
            if (files.Any)
            {
                files.Write(PromotionReport.Of(topology, policy, evidence, decision, now, journal is null ? [] : JournalStages.Read(journal)));
            }

            return decision;
        }
        catch (EvidenceException error)
        {
            // Whoever reads the files and not the exit code learns it too.
            var unknown = new Decision { Kind = DecisionKind.CannotJudge, Reason = error.Message, Against = [], Missing = [] };
            files.Write(PromotionReport.Of(topology, policy, new ReleaseEvidence { Snapshots = [] }, unknown, now, []));
            throw;
        }
    }
}
