using NUnit.Framework;
using Verification.Fixtures.Notifications;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Targets;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>A pipeline that needs no AWS, run in a folder of its own; its target's time passes a thousand times faster.</summary>
internal sealed class SmallRun : IDisposable, IProgress<PipelineEvent>
{
    private const double Speed = 1000;

    private readonly List<PipelineEvent> _events = [];
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });

    public string Folder { get; } = Directory.CreateTempSubdirectory("verification-test-").FullName;

    public IReadOnlyList<PipelineEvent> Events => _events;

    public IEnumerable<string> Output => _events.Where(one => one.Kind == PipelineEventKind.Output).Select(one => one.Text);

    public bool? Approval { get; init; }

    public Uri? ReportUrl { get; init; }

    public PipelineOptions Options { get; init; } = PipelineWorld.Options;

    public async Task<PipelineResult> RunAsync(string yaml, CancellationToken? cancellationToken = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var clock = new TargetClock(() => start + (TimeProvider.System.GetElapsedTime(began) * Speed), () => Speed, TimeProvider.System);
        await using var target = new EndpointTarget(
            "nowhere", new Uri("http://127.0.0.1:9"), trafficProxy: null, new Amazon.Runtime.BasicAWSCredentials("key", "secret-key"), clock, new ChangePermission(true, "test"));
        var options = new RunnerOptions
        {
            VerificationCommand = "verification-here",
            WorkingDirectory = Folder,
            TopologyPath = "topology.yaml",
            JournalDirectory = Path.Combine(Folder, "journals"),
            Approval = Approval,
            ReportUrl = ReportUrl,
        };
        var courier = new SlackCourier(_http, new DeliveryLog(Path.Combine(Folder, "messages.jsonl"), TimeProvider.System), new CourierOptions { FirstWait = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        return await new PipelineRunner(PipelineWorld.Plan(yaml, Options), target, options, courier, this, TimeProvider.System)
            .RunAsync(cancellationToken ?? TestContext.CurrentContext.CancellationToken);
    }

    public void Report(PipelineEvent value) => _events.Add(value);

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
