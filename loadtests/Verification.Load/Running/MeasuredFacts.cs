using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load.Running;

/// <summary>From what was recorded to the facts.</summary>
internal static class MeasuredFacts
{
    public static LoadFacts Of(
        LoadPlan plan, RunClock clock, Recorder recorder, ModelOutcome outcome, GeneratorHealth health, string generator, (LoadEnd Kind, string? Reason) end)
    {
        var measured = recorder.End(clock.Now);
        return new LoadFacts
        {
            Generator = generator,
            Targets = [.. plan.Requests.Select(request => request.Url.ToString()).Distinct(StringComparer.Ordinal)],
            Profile = plan.Profile.Describe(),
            Model = plan.Profile.Model,
            StartedAt = clock.StartedAt,
            Duration = outcome.End > TimeSpan.Zero ? outcome.End : TimeSpan.Zero,
            OfferedPerSecond = plan.Profile is OpenProfile open ? open.Requests / open.Duration.TotalSeconds : null,
            Saturation = outcome.Saturation,
            Doubts = health.Doubts(clock.Now + plan.WarmUp, measured.SchedulingLag),
            End = end.Kind,
            EndReason = end.Reason,
            WarmUpRequests = measured.WarmUpRequests,
            Requests = measured.Requests,
            Failed = measured.Failed,
            NotSent = measured.NotSent,
            Errors = measured.Errors,
            StatusCodes = measured.StatusCodes,
            BodyBytes = measured.BodyBytes,
            Latency = measured.Latency,
            ServiceTime = measured.ServiceTime,
            Interval = plan.Interval,
            SchedulingLag = measured.SchedulingLag,
            Timeline = measured.Timeline,
            FailureWindows = measured.FailureWindows,
            Versions = measured.Versions,
        };
    }
}
