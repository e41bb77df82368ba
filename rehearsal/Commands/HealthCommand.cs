using System.CommandLine;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>The verification of the common service alone, with the checks of its health.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var service = ServiceOption();
        var command = new Command("health", "Is the service active, are its tasks running and healthy, are its targets: exit code 0 yes, 1 no, 3 cannot judge.") { cluster, service };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.Create();
            var resolved = settings.Resolve(parsed);
            var topology = ServiceFocus.Of(VerificationRun.Declared(resolved, parsed.GetValue(cluster)), parsed.GetValue(service));
            var run = await LiveProgress.RunAsync(screen, TimeProvider.System, progress => VerificationRun.RunAsync(resolved, topology, CheckSets.Health, progress, TimeProvider.System, cancellationToken));
            Write(screen, run);
            return ExitCode.Of(run.Decision.Kind);
        });
        return command;
    }

    public static Option<string?> ServiceOption() =>
        new("--service") { Description = "the ECS service, where a deployment gave the common service another name" };

    public static void Write(Screen screen, VerificationRun run) => VerdictView.Write(screen, run, good: "HEALTHY", bad: "NOT HEALTHY");
}
