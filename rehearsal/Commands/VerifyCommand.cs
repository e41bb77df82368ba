using System.CommandLine;
using Verification.Fixtures.Runs;
using Verification.Rehearsal.Output;
using Verification.Reports;

namespace Verification.Rehearsal.Commands;

/// <summary>Looks, judges, decides.</summary>
internal static class VerifyCommand
{
    public static void AddTo(Command command)
    {
        var settings = new SettingOptions();
        settings.AddTo(command);
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var json = new Option<bool>("--json") { Description = "print the verdict as JSON" };
        command.Options.Add(cluster);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(json)
            ? JsonAsync(parsed, settings, parsed.GetValue(cluster), cancellationToken)
            : TextAsync(parsed, settings, parsed.GetValue(cluster), cancellationToken));
    }

    private static async Task<int> JsonAsync(ParseResult parsed, SettingOptions settings, string? cluster, CancellationToken cancellationToken)
    {
        var resolved = settings.Resolve(parsed);
        var run = await EvidenceOf.KeepAsync(resolved, () => VerificationRun.RunAsync(resolved, cluster, ProgressLines.Now(), TimeProvider.System, cancellationToken));
        await Console.Out.WriteLineAsync(VerdictJson.Write(run.Decision, run.Findings, run.Snapshot, run.Elapsed));
        return ExitCode.Of(run.Decision.Kind);
    }

    private static async Task<int> TextAsync(ParseResult parsed, SettingOptions settings, string? cluster, CancellationToken cancellationToken)
    {
        var screen = Screen.Create();
        var resolved = settings.Resolve(parsed);
        var run = await EvidenceOf.KeepAsync(resolved, () => LiveProgress.RunAsync(
            screen, TimeProvider.System, progress => VerificationRun.RunAsync(resolved, cluster, progress, TimeProvider.System, cancellationToken)));
        VerdictView.Write(screen, run);
        return ExitCode.Of(run.Decision.Kind);
    }
}
