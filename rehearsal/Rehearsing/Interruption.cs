using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Images;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Targets;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>A release that a fault ended outside its pipeline's stages: it failed, with the error as its cause.</summary>
internal static class Interruption
{
    /// <summary>Stands for the pipeline; no identifier of Harness is like it.</summary>
    public const string Name = "interrupted release";

    /// <summary>Whether that is what a fault of the target can bring about; whatever else comes is a mistake of ours.</summary>
    public static bool Is(Exception error, CancellationToken cancellationToken) =>
        error is PublishException or DeploymentException or PipelineException or AmazonServiceException or AmazonClientException or HttpRequestException or IOException
            or TimeoutException or JsonException or XmlException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <param name="what">Was interrupted; it stands where a stage does.</param>
    /// <param name="error">Why.</param>
    /// <param name="clock">The target's.</param>
    /// <param name="began">When it began.</param>
    /// <param name="progress">Told of it.</param>
    public static PipelineResult Of(string what, Exception error, TargetClock clock, (DateTimeOffset At, long Real) began, IProgress<PipelineEvent> progress)
    {
        var (why, took, real) = (Words(error), clock.Now - began.At, TimeProvider.System.GetElapsedTime(began.Real));
        progress.Report(new PipelineEvent { Kind = PipelineEventKind.StageStarted, At = began.At, Stage = Name, Text = what });
        progress.Report(new PipelineEvent
        {
            Kind = PipelineEventKind.StageFinished, At = clock.Now, Stage = Name, Text = why, Status = RunStatus.Failed, Duration = took, RealDuration = real,
        });
        return new PipelineResult
        {
            ExecutionId = Name,
            Pipeline = Name,
            Status = RunStatus.Failed,
            Why = $"{what}: {why}",
            Stages = ImmutableArray.Create(new StageResult { Identifier = Name, Name = what, Status = RunStatus.Failed, Why = why, IsRolledBack = false, Steps = [], Duration = took, RealDuration = real }),
            Duration = took,
            RealDuration = real,
        };
    }

    private static string Words(Exception error) => error switch
    {
        AmazonServiceException { ErrorCode.Length: > 0 } aws => $"{aws.ErrorCode}: {aws.Message}",
        { InnerException: HttpRequestException inner } => inner.Message,
        OperationCanceledException => "no answer in time",
        _ => error.Message,
    };
}
