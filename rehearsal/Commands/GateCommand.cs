using System.CommandLine;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Model.Gate;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Decides from the evidence that earlier steps left: promote, hold or roll back. The decision becomes evidence itself.</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var command = new Command("gate", "Judge the evidence of a release again: exit code 0 promote, 1 hold, 2 roll back, 3 cannot judge.") { cluster };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var resolved = settings.Resolve(parsed);
            var folder = EvidenceOf.Folder(resolved)
                ?? throw new SettingsException($"the gate decides from evidence: set {SettingKey.Evidence.Option} or {SettingKey.Evidence.Variable} to its folder");
            var topology = VerificationRun.Declared(resolved, parsed.GetValue(cluster));
            var now = TimeProvider.System.GetUtcNow();
            var (heads, evidence) = (folder.Heads(), folder.Read());
            var decision = PromotionGate.Decide(topology, PolicyFile.Of(resolved), evidence, now);
            folder.Add(new DecisionRecord
            {
                DecidedAt = now,
                TopologyName = Path.GetFileName(resolved.TopologyPath),
                Topology = File.ReadAllText(resolved.TopologyPath),
                Policy = PolicyFile.TextOf(resolved),
                Cluster = parsed.GetValue(cluster),
                ExpectTag = resolved.ExpectTag,
                Decision = decision.Kind,
                Reason = decision.Reason,
                Evidence = heads,
            });
            DecisionView.Write(Screen.Create(), decision);
            return ExitCode.Of(decision.Kind);
        });
        return command;
    }
}
