using System.Collections.Immutable;
using System.Globalization;
using Verification.Fixtures.Images;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Load;
using Verification.Model.Topologies;
using Verification.Rehearsal.Analysis;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>Plays a pipeline on a sandbox while clients ask every cluster for its version.</summary>
internal sealed class Rehearsal(ITarget target, Topology topology, string topologyPath, RehearsalOptions options, string folder) : IDisposable
{
    private readonly SlackDouble _slack = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });
    private int _executions;

    /// <summary>Where the evidence of what is played lies.</summary>
    public string Evidence { get; } = Path.Combine(folder, "evidence");

    public ImmutableArray<string> SlackMessages => _slack.Messages;

    /// <summary>Makes a small image and pushes it as the guide's build script does; it is there when every region has it.</summary>
    public async Task PublishAsync(string tag, CancellationToken cancellationToken)
    {
        var source = Directory.CreateDirectory(Path.Combine(folder, $"image-{tag}"));
        await File.WriteAllTextAsync(Path.Combine(source.FullName, "version"), tag, cancellationToken);
        await new ImagePublisher(target, topology.Registry).PublishAsync(new PublishRequest { Tag = tag, Source = source.FullName }, cancellationToken);
    }

    /// <param name="tag">The tag that is deployed.</param>
    /// <param name="preflight">False begins even with an image that is not there, as the guide's demo does.</param>
    /// <param name="watch">Told what happens, and shown what clients get.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<RehearsalResult> PlayAsync(string tag, bool preflight, IRehearsalWatch watch, CancellationToken cancellationToken) =>
        WatchAsync(progress => RunAsync(Request(tag), preflight, progress, cancellationToken), watch, cancellationToken);

    /// <summary>Publishes and plays where a fault may strike either: whatever ends the release is its result.</summary>
    /// <exception cref="PipelineException">The pipeline cannot be run as it stands, fault or none.</exception>
    public Task<RehearsalResult> ReleaseAsync(string tag, IRehearsalWatch watch, CancellationToken cancellationToken)
    {
        var request = Request(tag);
        PipelineExecution.Require(request);
        return WatchAsync(
            async progress =>
            {
                var (what, began) = ("Publish the image", (target.Clock.Now, TimeProvider.System.GetTimestamp()));
                try
                {
                    await PublishAsync(tag, cancellationToken);
                    (what, began) = ("Run the pipeline", (target.Clock.Now, TimeProvider.System.GetTimestamp()));
                    return await RunAsync(request, preflight: true, progress, cancellationToken);
                }
                catch (Exception error) when (Interruption.Is(error, cancellationToken))
                {
                    return Interruption.Of(what, error, target.Clock, began, progress);
                }
            },
            watch,
            cancellationToken);
    }

    private async Task<RehearsalResult> WatchAsync(Func<IProgress<PipelineEvent>, Task<PipelineResult>> work, IRehearsalWatch watch, CancellationToken cancellationToken)
    {
        DateTimeOffset? rollbackFrom = null;
        var events = ImmutableArray.CreateBuilder<PipelineEvent>();
        var probes = topology.Clusters.Select(cluster => VersionProbe.Start(target, cluster, pause: TimeSpan.Zero, TimeProvider.System)).ToList();
        try
        {
            // What served before is seen before anything happens, and what serves in the end after everything has.
            await NextAnswersAsync(probes, cancellationToken);
            var result = await watch.WatchAsync(
                target,
                topology,
                () => [.. probes.Select(probe => probe.Report)],
                progress => work(new Stopwatch(progress, events, () => rollbackFrom = TimeProvider.System.GetUtcNow())),
                cancellationToken);
            await NextAnswersAsync(probes, cancellationToken);
            foreach (var probe in probes)
            {
                await probe.DisposeAsync();
            }

            ImmutableArray<ProbeReport> clients = [.. probes.Select(probe => probe.Report)];
            return new RehearsalResult(result, clients, TrafficBack(clients, rollbackFrom), events.ToImmutable());
        }
        finally
        {
            foreach (var probe in probes)
            {
                await probe.DisposeAsync();
            }
        }
    }

    private static Task NextAnswersAsync(List<VersionProbe> probes, CancellationToken cancellationToken) =>
        Task.WhenAll(probes.Select(probe => probe.NextAnswerAsync(cancellationToken)));

    /// <summary>From the beginning of the rollback until clients had the version before again, on the target's clock.</summary>
    private TimeSpan? TrafficBack(ImmutableArray<ProbeReport> clients, DateTimeOffset? rollbackFrom) => rollbackFrom is not { } from
        ? null
        : clients.SelectMany(client => client.Versions).Where(seen => seen.FirstAt > from).Select(seen => (TimeSpan?)((seen.FirstAt - from) * target.Clock.Speed)).Max();

    public void Dispose()
    {
        _slack.Dispose();
        _http.Dispose();
    }

    private PipelineRequest Request(string tag) => new()
    {
        File = options.Pipeline,
        StandardDefinitions = Path.GetDirectoryName(options.Pipeline) ?? ".",
        Topology = topology,
        Options = new PipelineOptions
        {
            Tag = tag,
            Variable = name => name == "VERIFICATION_SECRET_SLACK_WEBHOOK_URL" ? _slack.Webhook : Environment.GetEnvironmentVariable(name),
            ExecutionId = string.Create(CultureInfo.InvariantCulture, $"rehearsal-{++_executions}"),
        },
    };

    private Task<PipelineResult> RunAsync(PipelineRequest request, bool preflight, IProgress<PipelineEvent> progress, CancellationToken cancellationToken) => PipelineExecution.RunAsync(
        request,
        target,
        new RunnerOptions
        {
            VerificationCommand = OwnCommand.Text,
            WorkingDirectory = Directory.GetCurrentDirectory(),
            TopologyPath = Path.GetFullPath(topologyPath),
            JournalDirectory = Path.Combine(folder, "journals"),
            Preflight = preflight,
            Only = options.Only,
            ReportUrl = options.ReportUrl,
            Analysis = new RequestAnalysis(PolicyFile.Read(PolicyFile.Default).Analysis, new LoadGenerator(TimeProvider.System), new EvidenceFolder(Evidence), allowAws: false, TimeProvider.System),
        },
        _http,
        progress,
        TimeProvider.System,
        cancellationToken);

    private sealed class Stopwatch(IProgress<PipelineEvent> progress, ImmutableArray<PipelineEvent>.Builder events, Action onRollback) : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value)
        {
            events.Add(value);
            if (value.Kind == PipelineEventKind.RollbackStarted)
            {
                onRollback();
            }

            progress.Report(value);
        }
    }
}

/// <param name="Pipeline">What became of the pipeline.</param>
/// <param name="Clients">What clients saw meanwhile, by cluster.</param>
/// <param name="TrafficBack">How long clients had to wait for the version before once a rollback began, on the target's clock; null where none moved traffic.</param>
/// <param name="Events">What happened in the pipeline, in its order.</param>
internal sealed record RehearsalResult(PipelineResult Pipeline, ImmutableArray<ProbeReport> Clients, TimeSpan? TrafficBack, ImmutableArray<PipelineEvent> Events)
{
    /// <summary>It ended outside its pipeline's stages.</summary>
    public bool IsInterrupted => Pipeline.Pipeline == Interruption.Name;
}
