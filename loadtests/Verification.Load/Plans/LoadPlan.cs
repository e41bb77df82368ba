using System.Collections.Immutable;

namespace Verification.Load.Plans;

/// <summary>What is sent, when, and within which bounds.</summary>
public sealed record LoadPlan
{
    // More would be more threads than a machine likes.
    private const int FewConnections = 64;

    public const double DefaultAwsCap = 1000;

    public required LoadProfile Profile { get; init; }

    /// <summary>The mix; at least one.</summary>
    public required ImmutableArray<LoadRequest> Requests { get; init; }

    /// <summary>Time before the run that is not measured; connections are made in it and caches warmed. An open profile is at its first rate.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a piece of the timeline is, 20 ms to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What one request may take, its body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A larger body is a failure; the rest of it is not read.</summary>
    public long MaxBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Requests under way at once in an open profile, 1 to 10,000; null for what a second brings, between 16 and 1,000. What is due beyond it waits, and its wait is measured.</summary>
    public int? MaxInFlight { get; init; }

    /// <summary>An HTTP proxy that leads to the URLs; null to go there by DNS.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Least work per request, however many connections: blocking sockets, HTTP/1.1 without TLS, and only the closed model. A few connections are that anyway.</summary>
    public bool MaximumRate { get; init; }

    public AbortRules Abort { get; init; } = AbortRules.None;

    /// <summary>Load on load balancers of real AWS is refused without it.</summary>
    public bool AllowAws { get; init; }

    /// <summary>
    /// The most requests per second that real AWS gets, whatever the profile says. The default is twice the steady rate of the load tests: an order of magnitude below what
    /// a load balancer that nobody warmed bears, and about a dollar an hour of its capacity units.
    /// </summary>
    public double AwsCap { get; init; } = DefaultAwsCap;

    /// <summary>
    /// Whether each connection is a blocking socket with a thread of its own: what is asked for by <see cref="MaximumRate"/>, and the truest clock for a
    /// few connections without TLS.
    /// </summary>
    internal bool IsBlocking => MaximumRate
        || (Profile is ClosedProfile { Connections: <= FewConnections } && Requests.All(request => request.Url.Scheme == Uri.UriSchemeHttp));

    internal int InFlight => MaxInFlight ?? (Profile is OpenProfile open ? (int)Math.Clamp(open.HighestRate, 16, 1000) : ((ClosedProfile)Profile).Connections);

    /// <summary>What one of several workers does: its share of the profile, and of the connections.</summary>
    /// <param name="number">Which one, from 1.</param>
    /// <param name="of">How many there are.</param>
    public LoadPlan Share(int number, int of) => this with
    {
        Profile = Profile.ShareOf(number, of),
        AwsCap = AwsCap / of,
        MaxInFlight = MaxInFlight is { } most ? Math.Max(1, Shares.Of(most, number, of)) : null,
    };

    /// <summary>What is wrong with it, a sentence each; empty when it can be run.</summary>
    public ImmutableArray<string> Problems() =>
    [
        .. Profile.Problems(),
        .. Requests.IsDefaultOrEmpty ? ["there is nothing to send: give at least one request"] : Requests.SelectMany(request => request.Problems()),
        .. Limits.TimeOrNone("the warm-up", WarmUp),
        .. Limits.Time("the time-out", Timeout),
        .. Limits.Between("the interval in milliseconds", Interval.TotalMilliseconds, 20, 3_600_000),
        .. Limits.Between("the largest body in bytes", MaxBodyBytes, 0, int.MaxValue),
        .. MaxInFlight is { } most ? Limits.Between("the requests in flight", most, 1, ClosedProfile.MaxConnections) : [],
        .. Abort.Problems(),
        .. MaximumRate && Profile is not ClosedProfile ? ["the maximum rate is of the closed model: give connections instead of a rate"] : Array.Empty<string>(),
        .. MaximumRate && !Requests.IsDefaultOrEmpty && Requests.Any(request => request.Url is { IsAbsoluteUri: true, Scheme: "https" }) ? ["the maximum rate is of http only, not https"] : Array.Empty<string>(),
    ];
}
