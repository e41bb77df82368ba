using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Rehearsal.Commands;

/// <summary>The options of load: what is sent, when, and what it may show.</summary>
internal sealed class LoadOptionSet
{
    private readonly Option<string[]> _url = new("--url") { Description = "what is asked; several are asked in turn", Required = true };
    private readonly Option<double?> _rate = new("--rate") { Description = "requests per second, by the clock" };
    private readonly Option<double?> _to = new("--to-rate") { Description = "go evenly from --rate to this rate" };
    private readonly Option<int> _connections = new("--connections") { Description = "connections of the closed model", DefaultValueFactory = _ => 10 };
    private readonly Option<int?> _inFlight = new("--max-in-flight") { Description = "requests under way at once, with --rate" };
    private readonly Option<TimeSpan> _duration = ParsedOptions.Time("--duration", "how long, such as 30s or 5m", TimeSpan.FromSeconds(60));
    private readonly Option<TimeSpan> _warmUp = ParsedOptions.Time("--warm-up", "time before it that is not measured", TimeSpan.FromSeconds(1));
    private readonly Option<TimeSpan> _think = ParsedOptions.Time("--think", "what a connection waits after an answer", TimeSpan.Zero);
    private readonly Option<TimeSpan> _timeout = ParsedOptions.Time("--timeout", "what one request may take", TimeSpan.FromSeconds(10));
    private readonly Option<string> _method = new("--method") { Description = "the HTTP method", DefaultValueFactory = _ => "GET" };
    private readonly Option<string[]> _header = new("--header") { Description = "a header, as 'Name: value'" };
    private readonly Option<string?> _body = new("--body") { Description = "what is sent, as text" };
    private readonly Option<string?> _version = new("--version-property") { Description = "the property of the JSON answer that names the version" };
    private readonly Option<Uri?> _proxy = ParsedOptions.Url("--proxy", "an HTTP proxy that leads there: a sandbox's endpoint");
    private readonly Option<bool> _maximum = new("--maximum-rate") { Description = "least work a request: http only, closed model only" };
    private readonly Option<bool> _allowAws = new("--allow-aws") { Description = "allow load on load balancers of real AWS" };
    private readonly Option<double?> _cap = new("--aws-cap") { Description = "the most requests per second that real AWS gets, 1000 unless VERIFICATION_LOAD_CAP says otherwise" };
    private readonly Option<double> _errors = new("--max-error-rate") { Description = "failed requests that are borne, in percent", DefaultValueFactory = _ => 1 };
    private readonly Option<TimeSpan?> _p50 = ParsedOptions.TimeOrNone("--p50", "the most that the median may be, such as 20ms");
    private readonly Option<TimeSpan?> _p95 = ParsedOptions.TimeOrNone("--p95", "the most that p95 may be");
    private readonly Option<TimeSpan?> _p99 = ParsedOptions.TimeOrNone("--p99", "the most that p99 may be");
    private readonly Option<double?> _throughput = new("--min-throughput") { Description = "good answers per second, at least" };
    private readonly Option<double?> _abort = new("--abort-at-error-rate") { Description = "end when more than this percentage of the last ten seconds' requests failed" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _url, _rate, _to, _connections, _inFlight, _duration, _warmUp, _think, _timeout, _method, _header, _body, _version, _proxy, _maximum, _allowAws, _cap,
            _errors, _p50, _p95, _p99, _throughput, _abort,
        })
        {
            command.Options.Add(option);
        }
    }

    public LoadPlan Plan(ParseResult parsed)
    {
        ImmutableArray<KeyValuePair<string, string>> headers = [.. (parsed.GetValue(_header) ?? []).Select(Header)];
        ImmutableArray<byte> body = parsed.GetValue(_body) is { } text ? [.. Encoding.UTF8.GetBytes(text)] : [];
        return new LoadPlan
        {
            Profile = Profile(parsed),
            Requests =
            [
                .. parsed.GetValue(_url)!.Select(url => new LoadRequest
                {
                    Url = ParsedOptions.Target(url),
                    Method = parsed.GetValue(_method)!,
                    Headers = headers,
                    Body = body,
                    VersionProperty = parsed.GetValue(_version),
                }),
            ],
            WarmUp = parsed.GetValue(_warmUp),
            Timeout = parsed.GetValue(_timeout),
            MaxInFlight = parsed.GetValue(_inFlight),
            Proxy = parsed.GetValue(_proxy),
            MaximumRate = parsed.GetValue(_maximum),
            AllowAws = parsed.GetValue(_allowAws),
            AwsCap = parsed.GetValue(_cap) ?? StoppableLoad.Settings.Cap,
            Abort = new AbortRules { ErrorRate = parsed.GetValue(_abort) / 100 },
        };
    }

    public LoadThresholds Thresholds(ParseResult parsed) => new()
    {
        ErrorRate = parsed.GetValue(_errors) / 100,
        P50 = parsed.GetValue(_p50),
        P95 = parsed.GetValue(_p95),
        P99 = parsed.GetValue(_p99),
        Throughput = parsed.GetValue(_throughput),
    };

    private LoadProfile Profile(ParseResult parsed) => (parsed.GetValue(_rate), parsed.GetValue(_to)) switch
    {
        ({ } rate, { } to) => OpenProfile.Ramp(rate, to, parsed.GetValue(_duration)),
        ({ } rate, null) => OpenProfile.Constant(rate, parsed.GetValue(_duration)),
        (null, { }) => throw new LoadException("--to-rate goes from --rate to another one: give --rate as well"),
        _ => new ClosedProfile(parsed.GetValue(_connections), parsed.GetValue(_duration)) { ThinkTime = parsed.GetValue(_think) },
    };

    private static KeyValuePair<string, string> Header(string text) => text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        ? new(text[..colon].Trim(), text[(colon + 1)..].Trim())
        : throw new LoadException($"--header: expected 'Name: value', found '{text}'");
}
