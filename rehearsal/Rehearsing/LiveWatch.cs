using System.Collections.Immutable;
using Amazon.Runtime;
using Spectre.Console;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>The board, drawn anew several times a second while the pipeline runs.</summary>
internal sealed class LiveWatch(IAnsiConsole console) : IRehearsalWatch
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(700);

    public async Task<PipelineResult> WatchAsync(
        ITarget target,
        Topology topology,
        Func<ImmutableArray<ProbeReport>> clients,
        Func<IProgress<PipelineEvent>, Task<PipelineResult>> work,
        CancellationToken cancellationToken)
    {
        var board = new Board();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var looks = topology.Clusters.Select(cluster => LookAsync(new ClusterWatch(target, topology, cluster), board, done.Token)).ToList();
        var running = work(new Noted(board));
        await console.Live(BoardView.Of(board.State, clients())).StartAsync(async context =>
        {
            while (!running.IsCompleted)
            {
                context.UpdateTarget(BoardView.Of(board.State, clients()));
                await Task.WhenAny(running, Task.Delay(Refresh, TimeProvider.System, cancellationToken));
            }

            context.UpdateTarget(BoardView.Of(board.State, clients()));
        });
        await done.CancelAsync();
        await Task.WhenAll(looks);
        return await running;
    }

    private static async Task LookAsync(ClusterWatch watch, Board board, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                board.Note(await watch.LookAsync(cancellationToken));
                await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (AmazonClientException)
            {
                // A fault that is rehearsed may strike the watcher too; it looks again.
                await Task.Delay(LookEvery, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed class Noted(Board board) : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value) => board.Note(value);
    }
}
