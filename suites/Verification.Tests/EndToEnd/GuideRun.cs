using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Topologies;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Topologies;
using Verification.Sandbox.Hosting;
using Verification.Tests.Architecture;

namespace Verification.Tests.EndToEnd;

/// <summary>The guide's clusters in a sandbox whose time stands still, to be broken and looked at.</summary>
internal sealed class GuideRun : IAsyncDisposable
{
    private readonly SandboxTarget _target;

    private GuideRun(SandboxTarget target) => _target = target;

    public static Topology Topology { get; } = TopologyFile.Read(Path.Combine(SourceTree.Root, "topologies", "guide.yaml"));

    public SandboxServer Server => _target.Server;

    public Uri Url => _target.Url;

    public AwsClients In(string region) => _target.In(region);

    public static async Task<GuideRun> StartAsync() =>
        new(await SandboxTarget.StartAsync(port: 0, "guide", speed: 0, TestContext.CurrentContext.CancellationToken));

    /// <summary>Looks, and where something is red once more.</summary>
    public Task<VerificationRun> VerifyAsync(Topology? topology = null) =>
        VerificationRun.OnAsync(_target, topology ?? Topology, CheckCatalog.All, progress: null, TimeProvider.System, TestContext.CurrentContext.CancellationToken);

    public async Task<Snapshot> TakeAsync() =>
        await new SnapshotCollector(_target, Topology, TimeProvider.System).CollectAsync(progress: null, TestContext.CurrentContext.CancellationToken);

    /// <summary>What does not pass, as <c>check subject</c>.</summary>
    public async Task<IEnumerable<string>> RedAsync() => Red(await VerifyAsync());

    public static IEnumerable<string> Red(VerificationRun run) =>
        run.Findings.Where(finding => finding.Outcome != Outcome.Passed).Select(finding => $"{finding.Check} {finding.Subject}");

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
