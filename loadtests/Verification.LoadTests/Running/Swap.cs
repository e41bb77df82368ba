using System.Collections.Immutable;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Images;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Load.Plans;
using Verification.Model.Load;
using Verification.Model.Topologies;

namespace Verification.LoadTests.Running;

/// <summary>A blue/green deployment of another tag while clients ask the production listener for the version at a steady rate.</summary>
internal sealed class Swap(LoadContext context, ClusterDeclaration cluster) : IDisposable
{
    // In the target's time. A machine that is busy loses a second that is minutes in a sandbox.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swap-");

    /// <summary>What changed meanwhile.</summary>
    public ImmutableArray<AxisEvent> Changes { get; private set; } = [];

    /// <summary>When traffic had been moved, and any old answer would be a mixed one; null before.</summary>
    public DateTimeOffset? SwappedAt { get; private set; }

    /// <summary>When a rollback had moved it back.</summary>
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>Makes the tag, in a sandbox or container of this run's own; elsewhere it has to be there.</summary>
    public async Task PublishAsync(string tag, CancellationToken cancellationToken)
    {
        if (context.Target is SandboxTarget or LocalStackTarget)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "version"), tag, cancellationToken);
            await new ImagePublisher(context.Target, context.Topology.Registry).PublishAsync(new PublishRequest { Tag = tag, Source = _folder.FullName }, cancellationToken);
        }
    }

    /// <param name="tag">What is deployed.</param>
    /// <param name="rollBack">Whether it is rolled back afterwards.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<LoadFacts> UnderLoadAsync(string tag, bool rollBack, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource();
        await using var watch = ChangeWatch.Start(context.Target, context.Topology, cluster, Look, TimeProvider.System);
        var steady = OpenProfile.Constant(context.Load.Rate, TimeSpan.FromHours(12));
        var plan = context.Plan(cluster, steady, cluster.Common.Version.Path, cluster.Common.Version.Property);
        var load = context.Generator.RunAsync(plan, new LoadControl { Stop = stop.Token }, cancellationToken);
        try
        {
            await AWhileAsync(cancellationToken);
            await DeployAsync(tag, rollBack, watch, cancellationToken);
            await AWhileAsync(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
        }

        var facts = await load;
        Changes = await watch.StopAsync(cancellationToken);
        return facts;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task DeployAsync(string tag, bool rollBack, IProgress<DeploymentEvent> progress, CancellationToken cancellationToken)
    {
        var settings = await Redeployment.OfAsync(context.Target, context.Topology, cluster, tag, cancellationToken);
        var place = DeploymentPlace.In(context.Target, cluster.Name, cluster.Region, progress);
        var driver = new BlueGreenDriver(place, BlueGreenDriver.JournalIn(_folder.FullName, cluster.Name, settings.ServiceName));
        await driver.CreateAsync(settings with { StepTimeout = Patience }, cancellationToken);
        await driver.SwapAsync(new SwapSettings { StepTimeout = Patience, DoNotDownsizeOldService = rollBack }, cancellationToken);
        SwappedAt = TimeProvider.System.GetUtcNow();
        if (rollBack)
        {
            await AWhileAsync(cancellationToken);
            await driver.RollbackAsync(Patience, cancellationToken);
            ReturnedAt = TimeProvider.System.GetUtcNow();
        }
    }

    /// <summary>Steady load before and after, so that there is something to compare with.</summary>
    private static Task AWhileAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, cancellationToken);
}
