using System.Globalization;
using Verification.Model.Load;

namespace Verification.Load.Plans;

/// <summary>A number of connections; each sends its next request when it has its answer. What <c>ab</c> and <c>wrk</c> do.</summary>
/// <param name="Connections">1 to 10,000.</param>
/// <param name="For">More than zero, at most 24 h.</param>
public sealed record ClosedProfile(int Connections, TimeSpan For) : LoadProfile
{
    public const int MaxConnections = 10_000;

    /// <summary>How long a connection waits after an answer before it sends again.</summary>
    public TimeSpan ThinkTime { get; init; } = TimeSpan.Zero;

    public override LoadModel Model => LoadModel.Closed;

    public override TimeSpan Duration => For;

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"closed, {(Connections == 1 ? "1 connection" : $"{Connections} connections")} for {For.TotalSeconds:0.###} s{(ThinkTime > TimeSpan.Zero ? $", {ThinkTime.TotalMilliseconds:0.###} ms of think time" : "")}");

    internal override LoadProfile ShareOf(int number, int of) => this with { Connections = Shares.Of(Connections, number, of) };

    internal override IEnumerable<string> Problems() =>
    [
        .. Limits.Between("connections", Connections, 1, MaxConnections),
        .. Limits.Time("the duration", For),
        .. Limits.TimeOrNone("the think time", ThinkTime),
    ];
}
