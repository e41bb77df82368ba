using System.CommandLine;
using Verification.Fixtures.Runs;
using Verification.Model.Facts;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Saves what is true now, and tells what changed between two such times.</summary>
internal static class SnapshotCommand
{
    public static Command Create() => new("snapshot", "Save what is true now, or compare two saved snapshots.") { Save(), Diff() };

    private static Command Save()
    {
        var file = new Argument<string>("file") { Description = "where to write the snapshot" };
        var settings = new SettingOptions();
        var command = new Command("save", "Look at every cluster and save the facts as JSON; verify --snapshot judges them later.") { file };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = await VerificationRun.RunAsync(settings.Resolve(parsed), cluster: null, ProgressLines.Now(), TimeProvider.System, cancellationToken);
            await File.WriteAllTextAsync(parsed.GetValue(file)!, SnapshotJson.Write(run.Snapshot), cancellationToken);
            await Console.Out.WriteLineAsync($"saved {parsed.GetValue(file)}: {run.Snapshot.Clusters.Length} clusters, {run.Snapshot.AwsCalls.Values.Sum()} AWS calls");
            return 0;
        });
        return command;
    }

    private static Command Diff()
    {
        var before = new Argument<string>("before") { Description = "the earlier snapshot" };
        var after = new Argument<string>("after") { Description = "the later snapshot" };
        var command = new Command("diff", "Name what changed; exit code 1 when anything did, as diff has it.") { before, after };
        command.SetAction(async (parsed, _) =>
        {
            var changes = SnapshotDiff.Compare(VerificationRun.ReadSnapshot(parsed.GetValue(before)!), VerificationRun.ReadSnapshot(parsed.GetValue(after)!));
            foreach (var change in changes)
            {
                await Console.Out.WriteLineAsync($"{change.Path}: {change.Before ?? "(not there)"} -> {change.After ?? "(not there)"}");
            }

            await Console.Out.WriteLineAsync(changes.IsEmpty ? "nothing changed" : $"{changes.Length} changed");
            return changes.IsEmpty ? 0 : 1;
        });
        return command;
    }
}
