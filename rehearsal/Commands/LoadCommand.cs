using System.Collections.Immutable;
using System.CommandLine;
using Verification.Fixtures.Targets.Opening;
using Verification.Load;
using Verification.Load.Ecs;
using Verification.Load.Plans;
using Verification.Model.Checks;
using Verification.Model.Load;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Load on any URL, for people: a live view, figures, a plot, and an exit code by thresholds.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var options = new LoadOptionSet();
        var workers = new WorkerOptionSet();
        var generator = new Option<string>("--generator") { Description = "verification, or nbomber in a build that has it", DefaultValueFactory = _ => LoadGenerators.Own };
        var json = new Option<bool>("--json") { Description = "print the facts as JSON" };
        var command = new Command(
            "load",
            "Put load on a URL: exit code 0 when every threshold held, 1 when one did not, 3 when the figures cannot be trusted. With --rate requests are due by the clock (open model), without it each connection waits for its answer (closed model).")
        {
            generator, json,
        };
        options.AddTo(command);
        workers.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            Task<int> Run(ILoadGenerator maker, LoadPlan plan) => RunAsync(maker, plan, options.Thresholds(parsed), parsed.GetValue(json), cancellationToken);
            var name = parsed.GetValue(generator)!;
            return !workers.AreWanted(parsed) ? Run(LoadGenerators.Create(name, Environment.GetEnvironmentVariable, TimeProvider.System), options.Plan(parsed))
                : name == LoadGenerators.Own ? ByTasksAsync(workers, parsed, options.Plan(parsed), Run, cancellationToken)
                : throw new LoadException($"--workers are of the generator {LoadGenerators.Own}: {name} carries load beyond one machine by itself");
        });
        return command;
    }

    private static Task<int> ByTasksAsync(WorkerOptionSet workers, ParseResult parsed, LoadPlan plan, Func<ILoadGenerator, LoadPlan, Task<int>> run, CancellationToken cancellationToken) =>
        Work.DoAsync("make load", async () =>
        {
            var settings = workers.Settings.Resolve(parsed);
            Work.RequireLasting(settings, "load by tasks");
            await using var target = await TargetFactory.OpenAsync(settings, Console.Error.WriteLine, cancellationToken);
            var generator = new DistributedLoadGenerator(target, workers.Workers(parsed, target.Clock.Speed), TimeProvider.System, Console.Error.WriteLine);

            // A sandbox's load balancers are reached through it, from its tasks as well, which run on this machine.
            return await run(generator, plan with { Proxy = plan.Proxy ?? (target.TrafficProxy is { IsLoopback: true } own ? own : null) });
        });

    private static async Task<int> RunAsync(ILoadGenerator generator, LoadPlan plan, LoadThresholds thresholds, bool json, CancellationToken cancellationToken)
    {
        if (plan.Problems() is { Length: > 0 } problems)
        {
            await Console.Error.WriteLineAsync($"no load was made:\n{string.Join('\n', problems)}");
            return ExitCode.Usage;
        }

        var screen = Screen.Create();
        var facts = await LoadView.WatchAsync(screen, plan, quiet: json, control => StoppableLoad.Of(generator).RunAsync(plan, control, cancellationToken));
        var findings = LoadJudge.Judge(Subject.AllClusters, facts, thresholds);
        if (json)
        {
            await Console.Out.WriteLineAsync(LoadEvidenceJson.Write(facts));
        }
        else
        {
            LoadView.Write(screen, facts, findings);
        }

        return Code(findings);
    }

    private static int Code(ImmutableArray<Finding> findings) =>
        findings.Any(finding => finding.Outcome == Outcome.Failed) ? ExitCode.Failed
        : findings.All(finding => finding.Outcome == Outcome.Passed) ? ExitCode.Promote
        : ExitCode.CannotJudge;
}
