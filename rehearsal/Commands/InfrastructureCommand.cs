using System.CommandLine;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>The verification of what a deployment needs, before there is one.</summary>
internal static class InfrastructureCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var command = new Command("infrastructure", "Is everything there that a deployment needs: clusters, networks, load balancers, listeners, roles, registry, replication: exit code 0 yes, 1 no, 3 cannot judge.") { cluster };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.Create();
            var resolved = settings.Resolve(parsed);
            var topology = VerificationRun.Declared(resolved, parsed.GetValue(cluster));
            var run = await LiveProgress.RunAsync(screen, TimeProvider.System, progress => VerificationRun.RunAsync(resolved, topology, CheckSets.Infrastructure, progress, TimeProvider.System, cancellationToken));
            VerdictView.Write(screen, run, good: "READY", bad: "NOT READY");
            return ExitCode.Of(run.Decision.Kind);
        });
        return command;
    }
}
