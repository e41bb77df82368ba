using Verification.Load.Plans;

namespace Verification.Load.Running;

/// <summary>When each request of an open profile is due. It is computed from the request's number, so that lateness never moves what comes after.</summary>
internal sealed class ArrivalSchedule
{
    private readonly double _phase;
    private readonly List<(RateStage Stage, double FirstRequest, TimeSpan Start)> _stages = [];

    public ArrivalSchedule(OpenProfile profile, TimeSpan warmUp)
    {
        _phase = profile.Phase;
        var (requests, start) = (0.0, TimeSpan.Zero);
        RateStage[] before = warmUp > TimeSpan.Zero ? [WarmUp(profile, warmUp)] : [];
        foreach (var stage in before.Concat(profile.Stages))
        {
            _stages.Add((stage, requests, start));
            requests += stage.Requests;
            start += stage.For;
        }

        WarmUpRequests = before.Length == 0 ? 0 : Whole(before[0].Requests - _phase);
        Requests = Whole(requests - _phase);
        End = start;
    }

    /// <summary>How many requests are due, those of the warm-up included.</summary>
    public long Requests { get; }

    public long WarmUpRequests { get; }

    /// <summary>From the start of the warm-up to the end of the last stage.</summary>
    public TimeSpan End { get; }

    /// <summary>Since the start of the warm-up.</summary>
    public TimeSpan DueAt(long number)
    {
        var place = number + _phase;
        var at = _stages.FindLastIndex(each => each.FirstRequest <= place && each.Stage.Requests > 0);
        var (stage, first, start) = _stages[at];
        return start + TimeSpan.FromSeconds(SecondsTo(stage, place - first));
    }

    /// <summary>After which time in the stage so many requests of it have become due: n = from·t + (to − from)·t² / 2d.</summary>
    private static double SecondsTo(RateStage stage, double requests)
    {
        var slope = (stage.To - stage.From) / stage.For.TotalSeconds;
        var root = Math.Sqrt(Math.Max(0, (stage.From * stage.From) + (2 * slope * requests)));

        // The form without a difference of two near values, for a slope near zero as well.
        return requests == 0 ? 0 : 2 * requests / (stage.From + root);
    }

    private static RateStage WarmUp(OpenProfile profile, TimeSpan duration) =>
        profile.Stages[0].From is var first and > 0 ? new RateStage(first, first, duration) : new RateStage(profile.HighestRate / 10, profile.HighestRate / 10, duration);

    // 30,000.000000001 is 30,000 requests.
    private static long Whole(double requests) => (long)Math.Ceiling(requests - 1e-6);
}
