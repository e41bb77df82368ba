using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Pipelines.DryRun;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Journal;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Fixtures.Targets.Opening;
using Verification.Load;
using Verification.Rehearsal.Analysis;
using Verification.Rehearsal.Output;
using Verification.Rehearsal.Rehearsing;

namespace Verification.Rehearsal.Commands;

/// <summary>Runs a Harness pipeline on the target.</summary>
internal static class PipelineCommand
{
    public static Command Create() => new("pipeline", "Harness pipelines, run here.") { Run(), PipelineJournalCommand.Create() };

    private static Command Run()
    {
        var settings = SettingOptions.OfRelease();
        var pipeline = new PipelineOptionSet();
        var approve = new Option<bool?>("--approve") { Description = "the answer to every approval: true or false; without it they expire", Arity = ArgumentArity.ZeroOrOne };
        var skip = new Option<bool>("--skip-preflight") { Description = "begin without a look at clusters, listeners and image" };
        var only = new Option<string?>("--only") { Description = "only the stages that concern this cluster" };
        var journal = new Option<string>("--journal") { Description = "where the journals lie", DefaultValueFactory = _ => Path.Combine("artifacts", "journals") };
        var execution = new Option<string?>("--execution-id") { Description = "the name of this run; one that is given again sends no message twice" };
        var allowLoad = new Option<bool>("--allow-load") { Description = "allow that they do so by requests to load balancers of real AWS" };
        var dryRun = Work.DryRunOption();
        var command = new Command("run", "Run a pipeline: exit code 0 success, 1 failed or aborted, 3 not begun.") { approve, skip, only, journal, execution, allowLoad, dryRun };
        pipeline.AddTo(command);
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var resolved = settings.Resolve(parsed) with { DryRun = parsed.GetValue(dryRun) };
            var topology = VerificationRun.Declared(resolved, cluster: null);
            if (parsed.GetValue(only) is { } cluster)
            {
                // Refuses a cluster that the topology does not have.
                VerificationRun.Declared(resolved, cluster);
            }

            var evidence = EvidenceOf.Folder(resolved);
            var id = parsed.GetValue(execution) ?? NewId();
            var journals = Path.GetFullPath(parsed.GetValue(journal)!);
            var request = pipeline.Request(parsed, topology, id);
            await using var target = await OpenAsync(resolved, request, cancellationToken);
            if (resolved.DryRun)
            {
                return await TellAsync(await PipelineExecution.DryRunAsync(request, parsed.GetValue(skip) ? null : target, parsed.GetValue(only), cancellationToken));
            }

            if (!parsed.GetValue(skip))
            {
                await Work.PreflightAsync(target, topology, Purposes.Verify | Purposes.Deploy, cancellationToken);
            }

            using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
            var result = await PipelineExecution.RunAsync(
                request,
                target,
                new RunnerOptions
                {
                    VerificationCommand = OwnCommand.Text,
                    WorkingDirectory = Directory.GetCurrentDirectory(),
                    TopologyPath = Path.GetFullPath(resolved.TopologyPath),
                    JournalDirectory = journals,
                    Approval = parsed.GetResult(approve) is { Implicit: false } ? parsed.GetValue(approve) ?? true : null,
                    Preflight = !parsed.GetValue(skip),
                    Only = parsed.GetValue(only),
                    ReportUrl = ReportLink.Of(resolved),
                    Analysis = new RequestAnalysis(PolicyFile.Of(resolved).Analysis, StoppableLoad.Of(new LoadGenerator(TimeProvider.System)), evidence, parsed.GetValue(allowLoad), TimeProvider.System),
                },
                http,
                new PipelineLines(Console.Out),
                TimeProvider.System,
                cancellationToken);
            evidence?.AddJournal(Path.GetFileName(PipelineJournal.PathOf(journals, id)), await File.ReadAllLinesAsync(PipelineJournal.PathOf(journals, id), cancellationToken));
            return result.Status == RunStatus.Success ? ExitCode.Promote : ExitCode.Hold;
        });
        return command;
    }

    private static async Task<int> TellAsync(IReadOnlyList<PlannedStep> steps)
    {
        foreach (var step in steps)
        {
            await Console.Out.WriteLineAsync($"{step.Stage}/{step.Step} ({step.Type}){(step.When.Length > 0 ? $", {step.When}" : "")}{(step.Note.Length > 0 ? $": {step.Note}" : "")}");
            foreach (var change in step.Changes)
            {
                await Console.Out.WriteLineAsync($"    would change  {change}");
            }
        }

        await Console.Out.WriteLineAsync("nothing was changed, no script was run, and no message was sent");
        return ExitCode.Promote;
    }

    /// <summary>A container is new, and gets the identifiers that the pipeline has written down.</summary>
    private static async Task<ITarget> OpenAsync(VerificationSettings settings, PipelineRequest request, CancellationToken cancellationToken) => settings.Target == TargetKind.LocalStack
        ? await LocalStackTarget.StartAsync(
            LocalStackOptions.Of(settings) with { Identifiers = PipelineExecution.Identifiers(request) }, request.Topology, Console.Error.WriteLine, cancellationToken)
        : await TargetFactory.OpenAsync(settings, Console.Error.WriteLine, cancellationToken);

    private static string NewId() => string.Create(
        CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
}
