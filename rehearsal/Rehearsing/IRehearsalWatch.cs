using System.Collections.Immutable;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>Shows a rehearsal while it runs.</summary>
internal interface IRehearsalWatch
{
    Task<PipelineResult> WatchAsync(
        ITarget target,
        Topology topology,
        Func<ImmutableArray<ProbeReport>> clients,
        Func<IProgress<PipelineEvent>, Task<PipelineResult>> work,
        CancellationToken cancellationToken);
}
