using System.CommandLine;
using Verification.Load;
using Verification.Load.Plans;
using Verification.Load.Scaling;

namespace Verification.Rehearsal.Commands;

/// <summary>One of several workers: what the tasks of a distributed load run.</summary>
internal static class LoadWorkerCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo?>("--plan") { Description = $"a file with the order as JSON; without it the order is taken, in Base64, from {WorkerOrder.Variable}" };
        var command = new Command(
            "load-worker",
            "Make a worker's share of a load that is spread over several: wait for the common start, send, and write the figures to standard output for whoever gave the order. Exit code 0 when it measured, 3 when it did not. \"verification load --workers\" starts them.")
        {
            file,
        };

        // SIGTERM ends the load, and what was measured until then is still reported.
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(file), stop));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, CancellationToken stop)
    {
        var order = await OrderAsync(file);
        await Console.Error.WriteLineAsync($"worker {order.Worker} of {order.Workers}, to begin at {order.StartAt:HH:mm:ss.fff}: {order.Plan.Profile.Describe()}");
        var report = await new LoadWorker(new LoadGenerator(TimeProvider.System)).RunAsync(order, stop, CancellationToken.None);
        foreach (var line in WorkerReportLines.Write(report))
        {
            await Console.Out.WriteLineAsync(line);
        }

        if (report.Facts is null)
        {
            await Console.Error.WriteLineAsync($"not measured: {report.Problem}");
        }

        return report.Facts is null ? ExitCode.CannotJudge : 0;
    }

    private static async Task<WorkerOrder> OrderAsync(FileInfo? file)
    {
        if (file is not null)
        {
            return file.Exists
                ? WorkerOrderText.Read(await File.ReadAllTextAsync(file.FullName))
                : throw new LoadException($"--plan: expected a file, found none at {file.FullName}");
        }

        return WorkerOrderText.Decode(Environment.GetEnvironmentVariable(WorkerOrder.Variable)
            ?? throw new LoadException($"expected an order in {WorkerOrder.Variable} or by --plan, found neither: \"verification load --workers\" gives it"));
    }
}
