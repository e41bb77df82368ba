using System.CommandLine;
using Verification.Fixtures.Harness;
using Verification.Fixtures.Runs;
using Verification.Model.Facts;
using Verification.Rehearsal.Output;
using Verification.Reports;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Commands;

/// <summary>Why something is red, what shows it, and what to do: of the target, or of a saved snapshot.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var json = new Option<bool>("--json") { Description = "print it as JSON" };
        var execution = new Option<string?>("--execution") { Description = "the id of a pipeline's execution: Harness is asked for its errors and for the delegates, by HARNESS_ACCOUNT_ID and HARNESS_API_KEY" };
        var delegates = new Option<string[]>("--delegate") { Description = "a delegate that must be connected; may be given several times" };
        var command = new Command("explain", "Why what is red is red, what shows it, and what to do: exit code 0 nothing is red, 1 explained, 3 something has no known cause.") { cluster, json, execution, delegates };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (screen, resolved) = (Screen.Create(), settings.Resolve(parsed));
            var run = parsed.GetValue(json)
                ? await VerificationRun.RunAsync(resolved, parsed.GetValue(cluster), progress: null, TimeProvider.System, cancellationToken)
                : await LiveProgress.RunAsync(screen, TimeProvider.System, progress => VerificationRun.RunAsync(resolved, parsed.GetValue(cluster), progress, TimeProvider.System, cancellationToken));
            if (parsed.GetValue(execution) is not null || parsed.GetValue(delegates) is { Length: > 0 })
            {
                run = run with { Snapshot = run.Snapshot with { Harness = await AskHarnessAsync(parsed.GetValue(delegates) ?? [], parsed.GetValue(execution), cancellationToken) } };
            }

            var explanation = run.Explanation;
            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(Redaction.Standard.Of(ExplanationJson.Write(explanation, run.Snapshot)));
            }
            else if (explanation.Causes.IsEmpty && explanation.Unexplained.IsEmpty)
            {
                await Console.Out.WriteLineAsync($"nothing to explain: {run.Decision.Reason}");
            }
            else
            {
                ExplanationView.Write(screen, explanation);
            }

            return !explanation.Unexplained.IsEmpty ? ExitCode.CannotJudge : explanation.Causes.IsEmpty ? ExitCode.Promote : ExitCode.Hold;
        });
        return command;
    }

    private static async Task<HarnessFacts> AskHarnessAsync(string[] delegates, string? execution, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await HarnessLook.TakeAsync(new HarnessClient(http, HarnessOptions.FromEnvironment(Environment.GetEnvironmentVariable), TimeProvider.System), delegates, execution, TimeProvider.System, cancellationToken);
    }
}
