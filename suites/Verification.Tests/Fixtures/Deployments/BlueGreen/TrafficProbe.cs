using Verification.Fixtures.Collectors;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>A client that requests /version through the load balancer all the time, and remembers what it got.</summary>
internal sealed class TrafficProbe : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _changes = [];
    private readonly List<string> _failures = [];
    private Task _running = Task.CompletedTask;
    private int _requests;

    private TrafficProbe()
    {
    }

    public static TrafficProbe Start(HttpMessageInvoker traffic, string url, TimeSpan pause)
    {
        var probe = new TrafficProbe();
        probe._running = Task.Run(() => probe.RunAsync(traffic, url + "/version", pause), CancellationToken.None);
        return probe;
    }

    /// <summary>The versions in the order in which they came, each once until another one came.</summary>
    public IReadOnlyList<string> Versions => _changes;

    public IReadOnlyList<string> Failures => _failures;

    public int Requests => _requests;

    /// <summary>Ends the requests; the last one is waited for.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(HttpMessageInvoker traffic, string url, TimeSpan pause)
    {
        while (!_stop.IsCancellationRequested)
        {
            _requests++;
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
            }

            var seen = await HttpProbe.GetAsync(traffic, url, CancellationToken.None);
            var answer = seen.Match(
                one => VersionAnswer.Read(new VersionSample(url, one.Value), "version"),
                absent => new VersionAnswer(url, null, absent.What),
                unavailable => new VersionAnswer(url, null, unavailable.Reason));
            if (answer.Version is not { } version)
            {
                _failures.Add(answer.Words);
            }
            else if (_changes.LastOrDefault() != version)
            {
                _changes.Add(version);
            }
        }
    }
}
