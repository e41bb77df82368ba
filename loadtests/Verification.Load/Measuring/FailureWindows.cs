using System.Collections.Immutable;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>The times in which requests failed. Only the first thousand are kept apart; what follows lengthens the last.</summary>
internal sealed class FailureWindows(RunClock clock)
{
    private const int Most = 1000;

    /// <summary>Failures further apart are two windows.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<FailureWindow>.Builder _closed = ImmutableArray.CreateBuilder<FailureWindow>();
    private readonly SortedDictionary<LoadErrorKind, long> _errors = [];
    private TimeSpan _from;
    private TimeSpan _to;
    private long _failed;
    private long _requests;
    private long _since;
    private string _first = "";

    public ImmutableArray<FailureWindow> All => _failed == 0 ? _closed.ToImmutable() : [.. _closed, Window()];

    public void Add(in Completion completion)
    {
        _since++;
        if (completion.Exchange.Error is not { } error)
        {
            return;
        }

        if (_failed > 0 && completion.Due - _to > Gap && _closed.Count < Most)
        {
            _closed.Add(Window());
            _errors.Clear();
            _failed = 0;
        }

        if (_failed == 0)
        {
            (_from, _requests, _since, _first) = (completion.Due, 0, 1, completion.Exchange.Trouble ?? error.ToString());
        }

        _from = completion.Due < _from ? completion.Due : _from;
        _to = completion.Ended;
        _failed++;
        _requests += _since;
        _since = 0;
        _errors[error] = _errors.GetValueOrDefault(error) + 1;
    }

    private FailureWindow Window() => new()
    {
        From = clock.At(_from),
        To = clock.At(_to),
        Failed = _failed,
        Requests = _requests,
        Errors = _errors.ToImmutableSortedDictionary(),
        FirstFailure = _first,
    };
}
