using System.Collections.Immutable;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Probes;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>What a watcher sees of a running pipeline: its stages, the last lines, both colours of each cluster, and what clients get.</summary>
internal sealed class Board
{
    private const int KeptLines = 10;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, StageLine> _stages = new(StringComparer.Ordinal);
    private readonly Queue<string> _lines = new();
    private readonly OrderedDictionary<string, ClusterGlance> _glances = new(StringComparer.Ordinal);

    public BoardState State
    {
        get
        {
            lock (_lock)
            {
                return new BoardState([.. _stages.Values], [.. _lines], [.. _glances.Values]);
            }
        }
    }

    public void Note(PipelineEvent happened)
    {
        lock (_lock)
        {
            if (happened.Stage is { } stage)
            {
                _stages[stage] = Next(_stages.GetValueOrDefault(stage) ?? new StageLine(stage, "", RunStatus.Unknown, "", null), happened);
            }

            if (happened.Kind is PipelineEventKind.Output or PipelineEventKind.Note or PipelineEventKind.StepFinished && happened.Text.Length > 0)
            {
                _lines.Enqueue(happened.Text);
                if (_lines.Count > KeptLines)
                {
                    _lines.Dequeue();
                }
            }
        }
    }

    public void Note(ClusterGlance glance)
    {
        lock (_lock)
        {
            _glances[glance.Cluster] = glance;
        }
    }

    private static StageLine Next(StageLine line, PipelineEvent happened) => happened.Kind switch
    {
        PipelineEventKind.StageStarted => line with { Name = happened.Text, Step = "" },
        PipelineEventKind.StepStarted => line with { Step = happened.Text },
        PipelineEventKind.RollbackStarted => line with { Step = "rolling back" },
        PipelineEventKind.StageFinished => line with { Name = happened.StageName ?? line.Name, Status = happened.Status, Step = "", Duration = happened.Duration },
        _ => line,
    };
}

internal sealed record BoardState(ImmutableArray<StageLine> Stages, ImmutableArray<string> Lines, ImmutableArray<ClusterGlance> Clusters);

/// <param name="Identifier">The stage's.</param>
/// <param name="Name">For people.</param>
/// <param name="Status">Unknown while it runs.</param>
/// <param name="Step">The step that runs; empty between two.</param>
/// <param name="Duration">In the target's time, once it has ended.</param>
internal sealed record StageLine(string Identifier, string Name, RunStatus Status, string Step, TimeSpan? Duration);
