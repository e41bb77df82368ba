using System.CommandLine;
using Verification.Fixtures.Harness;

namespace Verification.Rehearsal.Commands;

/// <summary>The real Harness, where it is configured.</summary>
internal static class HarnessCommand
{
    public static Command Create() => new("harness", "Ask Harness itself; HARNESS_ACCOUNT_ID and HARNESS_API_KEY say which.") { Trigger(), Status(), Delegates() };

    private static Command Trigger()
    {
        var pipeline = new Argument<string>("pipeline") { Description = "the pipeline's identifier" };
        var inputs = new Option<string?>("--inputs") { Description = "a file with the YAML of its runtime inputs" };
        var wait = new Option<bool>("--wait") { Description = "wait until it has ended" };
        var interval = Seconds("--interval", "seconds between two looks", 10);
        var timeout = Seconds("--timeout", "seconds after which it is not waited for any longer; the pipeline goes on", 7200);
        var command = new Command(
            "trigger", "Start a pipeline: exit code 0 when it was started, or with --wait when it succeeded; 1 when it ended otherwise, 3 when nobody knows.") { pipeline, inputs, wait, interval, timeout };
        command.SetAction((parsed, cancellationToken) => WithClientAsync(async client =>
        {
            var yaml = parsed.GetValue(inputs) is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : "";
            var execution = await client.ExecuteAsync(parsed.GetValue(pipeline)!, yaml, cancellationToken);
            await Console.Out.WriteLineAsync($"{execution.Id} {execution.Status} {execution.Url}");
            if (!parsed.GetValue(wait))
            {
                return 0;
            }

            var ended = await client.WaitAsync(
                execution.Id,
                TimeSpan.FromSeconds(parsed.GetValue(interval)),
                TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                new StatusLines(Console.Out),
                cancellationToken);
            return ended.IsSuccess ? ExitCode.Promote : ExitCode.Hold;
        }));
        return command;
    }

    private static Option<int> Seconds(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name}: expected a number of seconds from 1");
            }
        });
        return option;
    }

    private static Command Status()
    {
        var id = new Argument<string>("execution") { Description = "the execution's id" };
        var command = new Command("status", "How an execution is: exit code 0 success, 1 ended otherwise, 3 not ended.") { id };
        command.SetAction((parsed, cancellationToken) => WithClientAsync(async client =>
        {
            var execution = await client.GetAsync(parsed.GetValue(id)!, cancellationToken);
            await Console.Out.WriteLineAsync($"{execution.Id} {execution.Status} {execution.Url}");
            return execution.IsSuccess ? ExitCode.Promote : execution.IsFinal ? ExitCode.Hold : ExitCode.CannotJudge;
        }));
        return command;
    }

    private static Command Delegates()
    {
        var required = new Argument<string[]>("names") { Description = "delegates that must be connected; all that there are, when none is named", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("delegates", "Whether delegates are connected: exit code 0 all, 1 not all.") { required };
        command.SetAction((parsed, cancellationToken) => WithClientAsync(async client =>
        {
            var all = await client.DelegatesAsync(cancellationToken);
            foreach (var one in all)
            {
                await Console.Out.WriteLineAsync($"{one.Name}: {(one.IsConnected ? "connected" : "NOT CONNECTED")} [{string.Join(", ", one.Tags)}]");
            }

            var names = parsed.GetValue(required) is { Length: > 0 } named ? named : [.. all.Select(one => one.Name)];
            var missing = names.Where(name => !all.Any(one => one.Name == name && one.IsConnected)).ToList();
            await Console.Out.WriteLineAsync(missing.Count == 0 && names.Length > 0 ? "all are connected" : $"not connected: {string.Join(", ", missing)}");
            return missing.Count == 0 && names.Length > 0 ? ExitCode.Promote : ExitCode.Hold;
        }));
        return command;
    }

    private static async Task<int> WithClientAsync(Func<HarnessClient, Task<int>> work)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await work(new HarnessClient(http, HarnessOptions.FromEnvironment(Environment.GetEnvironmentVariable), TimeProvider.System));
    }

    private sealed class StatusLines(TextWriter writer) : IProgress<PipelineExecutionStatus>
    {
        public void Report(PipelineExecutionStatus value) => writer.WriteLine($"{value.Id} {value.Status}");
    }
}
