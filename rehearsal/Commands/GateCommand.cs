using System.CommandLine;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Model.Gate;
using Verification.Rehearsal.Output;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Commands;

/// <summary>Decides from the evidence that earlier steps left: promote, hold or roll back.</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var policy = new Option<string>("--policy") { Description = "which checks block, and how old evidence may be", DefaultValueFactory = _ => PolicyFile.Default };
        var command = new Command("gate", "Judge the evidence of a release again: exit code 0 promote, 1 hold, 2 roll back, 3 cannot judge.") { cluster, policy };
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var resolved = settings.Resolve(parsed);
            var folder = resolved.EvidencePath ?? throw new SettingsException($"the gate decides from evidence: set {SettingKey.Evidence.Option} or {SettingKey.Evidence.Variable} to its folder");
            var topology = VerificationRun.Declared(resolved, parsed.GetValue(cluster));
            var decision = PromotionGate.Decide(
                topology,
                PolicyFile.Read(parsed.GetValue(policy)!),
                new EvidenceFolder(folder).Read(),
                TimeProvider.System.GetUtcNow());
            DecisionView.Write(Screen.Create(), decision);
            return ExitCode.Of(decision.Kind);
        });
        return command;
    }
}
