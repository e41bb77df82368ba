using System.CommandLine;
using Verification.Fixtures.Runs;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Prints what would mend it, as a script to read and to run. It runs nothing itself.</summary>
internal static class MendCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions();
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var dryRun = new Option<bool>("--dry-run") { Description = "print the changes; there is no other way yet" };
        var command = new Command("mend", "Print the exact changes for the remedies that are safe: exit code 0 nothing is red, 1 printed, 3 nothing that is safe would mend it.") { cluster, dryRun };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(dryRun))
            {
                await Console.Error.WriteLineAsync("mend only prints: say --dry-run, read what it prints, and run that yourself.");
                return ExitCode.Usage;
            }

            var (screen, resolved) = (Screen.Create(), settings.Resolve(parsed));
            var run = await LiveProgress.RunAsync(screen, TimeProvider.System, progress => VerificationRun.RunAsync(resolved, parsed.GetValue(cluster), progress, TimeProvider.System, cancellationToken));
            var explanation = run.Explanation;
            if (explanation.Causes.IsEmpty && explanation.Unexplained.IsEmpty)
            {
                await Console.Out.WriteLineAsync($"# nothing to mend: {run.Decision.Reason}");
                return ExitCode.Promote;
            }

            var safe = explanation.Causes.Where(cause => cause.IsMendSafe).ToList();
            var printed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var cause in safe)
            {
                await Console.Out.WriteLineAsync($"# {cause.Subject}: {cause.Title} {cause.Remedy}");

                // What two causes end with is done once, by the last of them.
                foreach (var line in cause.Mend.Where(line => !safe.SkipWhile(one => one != cause).Skip(1).Any(later => later.Mend.Contains(line)) && printed.Add(line)))
                {
                    await Console.Out.WriteLineAsync(line);
                }
            }

            foreach (var cause in explanation.Causes.Except(safe))
            {
                await Console.Out.WriteLineAsync($"# not safe by itself, or by no command: {cause.Subject}: {cause.Title} {cause.Remedy}");
            }

            return safe.Count > 0 ? ExitCode.Hold : ExitCode.CannotJudge;
        });
        return command;
    }
}
