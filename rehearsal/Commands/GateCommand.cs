using System.Collections.Immutable;
using System.CommandLine;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Model.Gate;
using Verification.Rehearsal.Output;
using Verification.Reports.Evidence;
using Verification.Reports.Promotion;

namespace Verification.Rehearsal.Commands;

/// <summary>Decides from the evidence that earlier steps left: promote, hold or roll back. The decision becomes evidence itself.</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var html = new Option<string?>("--report") { Description = "write the decision with all that it rests on as one HTML page" };
        var summary = new Option<string?>("--summary") { Description = "write it as Markdown, for a job summary; \"$GITHUB_STEP_SUMMARY\" is added to, any other file replaced" };
        var junit = new Option<string?>("--junit") { Description = "write its findings as JUnit XML" };
        var variables = new Option<string?>("--output-file") { Description = $"add {OutputVariables.Decision} and {OutputVariables.Reason} to this file, as lines KEY=VALUE" };
        var journal = new Option<string?>("--journal") { Description = "the journal of the pipeline's run, for the report's stages: run-ID.jsonl" };
        var command = new Command("gate", "Judge the evidence of a release again: exit code 0 promote, 1 hold, 2 roll back, 3 cannot judge.")
        {
            cluster, html, summary, junit, variables, journal,
        };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var resolved = settings.Resolve(parsed);
            var folder = EvidenceOf.Folder(resolved)
                ?? throw new SettingsException($"the gate decides from evidence: set {SettingKey.Evidence.Option} or {SettingKey.Evidence.Variable} to its folder");
            return Decide(
                resolved,
                parsed.GetValue(cluster),
                folder,
                new ReportFiles(parsed.GetValue(html), parsed.GetValue(summary), parsed.GetValue(junit), parsed.GetValue(variables)),
                parsed.GetValue(journal));
        });
        return command;
    }

    private static int Decide(VerificationSettings settings, string? cluster, EvidenceFolder folder, ReportFiles files, string? journal)
    {
        if (settings.Shard is { } shard)
        {
            throw new SettingsException($"{SettingKey.Shard.Option} {shard}: the gate judges all clusters by the evidence of all shares; leave it out ({SettingKey.Shard.Variable} as well)");
        }

        var (topology, policy, now) = (VerificationRun.Declared(settings, cluster), PolicyFile.Of(settings), TimeProvider.System.GetUtcNow());
        files.Remove();
        try
        {
            var (evidence, heads) = folder.ReadWithHeads();
            var decision = PromotionGate.Decide(topology, policy, evidence, now);
            if (files.Any)
            {
                // What the journal says did not go through the evidence's door.
                var stages = journal is null ? [] : JournalStages.Read(journal, Redaction.OfRun(policy.Redact).Of);
                files.Write(PromotionReport.Of(topology, policy, evidence, decision, now, stages));
            }

            folder.Add(Record(settings, cluster, decision, now, heads));
            GateView.Write(Screen.Create(), topology, evidence, decision);
            return ExitCode.Of(decision.Kind);
        }
        catch (EvidenceException error)
        {
            // Whoever reads the files and not the exit code learns it too.
            files.Write(PromotionReport.Of(topology, policy, new ReleaseEvidence { Snapshots = [] }, Unknown(error), now, []));
            throw;
        }
    }

    private static Decision Unknown(EvidenceException error) => new() { Kind = DecisionKind.CannotJudge, Reason = error.Message, Against = [], Missing = [] };

    private static DecisionRecord Record(VerificationSettings settings, string? cluster, Decision decision, DateTimeOffset now, ImmutableSortedDictionary<string, string> heads) => new()
    {
        DecidedAt = now,
        TopologyName = Path.GetFileName(settings.TopologyPath),
        Topology = File.ReadAllText(settings.TopologyPath),
        Policy = PolicyFile.TextOf(settings),
        Cluster = cluster,
        ExpectTag = settings.ExpectTag,
        Decision = decision.Kind,
        Reason = decision.Reason,
        Evidence = heads,
    };
}
