using System.CommandLine;
using Verification.Fixtures.Pipelines.Journal;
using Verification.Fixtures.Pipelines.Running;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>What a run wrote down, and where it was when it was killed.</summary>
internal static class PipelineJournalCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "the run's journal: run-ID.jsonl in the folder of journals" };
        var command = new Command("journal", "Read a run's journal: exit code 0 it succeeded, 1 it ended otherwise, 3 it never ended or is still at work.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var journal = PipelineJournalReading.Read(parsed.GetValue(file)!);
            var lines = new PipelineLines(Console.Out);
            foreach (var one in journal.Events)
            {
                lines.Report(one);
            }

            foreach (var one in journal.Open)
            {
                await Console.Out.WriteLineAsync($"not ended: {string.Join('/', new[] { one.Stage, one.Step }.OfType<string>().DefaultIfEmpty("pipeline"))}, begun {one.At:u}");
            }

            if (journal.Unreadable > 0)
            {
                await Console.Out.WriteLineAsync($"{journal.Unreadable} lines tell nothing");
            }

            return journal.Status switch
            {
                RunStatus.Success => ExitCode.Promote,
                RunStatus.Unknown => ExitCode.CannotJudge,
                _ => ExitCode.Hold,
            };
        });
        return command;
    }
}
