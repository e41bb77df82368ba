using System.Text.Json;

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

            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                using var answer = await traffic.SendAsync(request, CancellationToken.None);
                var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                if (!answer.IsSuccessStatusCode)
                {
                    _failures.Add($"{(int)answer.StatusCode} {body}");
                    continue;
                }

                using var json = JsonDocument.Parse(body);
                var version = json.RootElement.GetProperty("version").GetString()!;
                if (_changes.LastOrDefault() != version)
                {
                    _changes.Add(version);
                }
            }
            catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
            {
                _failures.Add(error.Message);
            }
        }
    }
}
