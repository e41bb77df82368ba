using System.CommandLine;
using Verification.Fixtures.Harness;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Topologies;
using Verification.Load.Plans;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Commands;

/// <summary>The command <c>verification</c>; without a subcommand it verifies.</summary>
public static class CommandLine
{
    // After Ctrl+C or SIGTERM: requests under way end, tasks that were started are stopped. ECS waits 30 s.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(20);

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Decides whether a version of a service may be promoted across several Amazon ECS clusters.");
        VerifyCommand.AddTo(root);
        var verify = new Command("verify", "Look at every cluster, judge, and decide: exit code 0 promote, 1 hold, 3 cannot judge. This is the default.");
        VerifyCommand.AddTo(verify);
        root.Subcommands.Add(verify);
        root.Subcommands.Add(PreflightCommand.Create());
        root.Subcommands.Add(ExplainCommand.Create());
        root.Subcommands.Add(MendCommand.Create());
        root.Subcommands.Add(GateCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(DiffCommand.Create());
        root.Subcommands.Add(ReportCommand.Create());
        root.Subcommands.Add(RehearseCommand.Create());
        root.Subcommands.Add(LoadCommand.Create());
        root.Subcommands.Add(LoadWorkerCommand.Create());
        root.Subcommands.Add(CompareCommand.Create());
        root.Subcommands.Add(SandboxCommand.Create());
        root.Subcommands.Add(SnapshotCommand.Create());
        root.Subcommands.Add(LintCommand.Create());
        root.Subcommands.Add(PipelineCommand.Create());
        root.Subcommands.Add(HarnessCommand.Create());
        root.Subcommands.Add(PublishCommand.Create());
        root.Subcommands.Add(HealthCommand.Create());
        root.Subcommands.Add(RollbackCommand.Create());
        root.Subcommands.Add(CleanupCommand.Create());
        root.Subcommands.Add(InfrastructureCommand.Create());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("verification --help lists the commands and options.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd }, cancellationToken);
        }
        catch (Exception error) when (error is TopologyException or PolicyException or SettingsException or TargetException or EvidenceException or LoadStoppedException)
        {
            await Console.Error.WriteLineAsync($"cannot judge: {error.Message}");
            return ExitCode.CannotJudge;
        }
        catch (PipelineException error)
        {
            await Console.Error.WriteLineAsync($"not run, and nothing was changed:\n{error.Message}");
            return ExitCode.CannotJudge;
        }
        catch (LoadException error)
        {
            await Console.Error.WriteLineAsync($"no load was made:\n{error.Message}");
            return ExitCode.CannotJudge;
        }
        catch (HarnessException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCode.CannotJudge;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("cannot judge: stopped before the end");
            return ExitCode.CannotJudge;
        }
    }
}
