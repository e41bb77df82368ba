namespace Verification.Load.Plans;

/// <summary>When a run ends by itself, so that a service that is down is not kept down.</summary>
public sealed record AbortRules
{
    public static AbortRules None { get; } = new();

    /// <summary>End when more than this part of the last ten seconds' requests failed, 0 to 1, and there were at least 100; null never.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>End after this many failures in a row; null never.</summary>
    public long? FailuresInARow { get; init; }

    /// <summary>End after an interval that brought more answers a second than this; null never. On real AWS a plan's cap is this rule.</summary>
    public double? RequestsPerSecond { get; init; }

    internal IEnumerable<string> Problems() =>
    [
        .. ErrorRate is { } rate ? Limits.Between("the error rate to abort at", rate, 0, 1) : [],
        .. FailuresInARow is { } row ? Limits.Between("the failures in a row to abort at", row, 1, long.MaxValue) : [],
        .. RequestsPerSecond is { } most ? Limits.Between("the requests per second to abort at", most, 1, double.MaxValue) : [],
    ];
}
