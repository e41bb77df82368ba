using System.Collections.Immutable;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>Which versions answered, and when. A service that answers something else each time is told in the first hundred.</summary>
internal sealed class VersionSpans(RunClock clock)
{
    private const int Most = 100;
    private const string Others = "(others)";

    private readonly Dictionary<string, (long Requests, TimeSpan First, TimeSpan Last, TimeSpan LastSent)> _spans = new(StringComparer.Ordinal);

    public ImmutableArray<VersionSpan> All =>
    [
        .. _spans.OrderBy(each => each.Value.First).Select(each => new VersionSpan
        {
            Version = each.Key,
            Requests = each.Value.Requests,
            FirstAt = clock.At(each.Value.First),
            LastAt = clock.At(each.Value.Last),
            LastSentAt = clock.At(each.Value.LastSent),
        }),
    ];

    public void Add(in Completion completion)
    {
        if (completion.Exchange.Version is not { } version)
        {
            return;
        }

        version = _spans.Count < Most || _spans.ContainsKey(version) ? version : Others;
        var known = _spans.GetValueOrDefault(version, (0, completion.Ended, completion.Ended, completion.Sent));
        _spans[version] = (known.Requests + 1, known.First, completion.Ended, completion.Sent > known.LastSent ? completion.Sent : known.LastSent);
    }
}
