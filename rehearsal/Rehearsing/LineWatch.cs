using System.Collections.Immutable;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>A line for each thing that happens, where there is no terminal. What scripts write is left out.</summary>
internal sealed class LineWatch(TextWriter writer) : IRehearsalWatch
{
    public Task<PipelineResult> WatchAsync(
        ITarget target,
        Topology topology,
        Func<ImmutableArray<ProbeReport>> clients,
        Func<IProgress<PipelineEvent>, Task<PipelineResult>> work,
        CancellationToken cancellationToken) => work(new WithoutOutput(new PipelineLines(writer)));

    private sealed class WithoutOutput(PipelineLines lines) : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value)
        {
            if (value.Kind is not (PipelineEventKind.Output or PipelineEventKind.StepStarted))
            {
                lines.Report(value);
            }
        }
    }
}
