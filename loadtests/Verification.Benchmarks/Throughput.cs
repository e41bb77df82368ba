using System.Diagnostics;

namespace Verification.Benchmarks;

/// <summary>Requests per second over a number of connections, each with one request under way at a time.</summary>
internal static class Throughput
{
    public static async Task<double> MeasureAsync(Func<HttpRequestMessage> request, int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = connections });
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            async () =>
            {
                var count = 0L;
                while (Stopwatch.GetElapsedTime(started) < duration)
                {
                    using var message = request();
                    using var response = await http.SendAsync(message, cancellationToken);
                    response.EnsureSuccessStatusCode();
                    await response.Content.ReadAsByteArrayAsync(cancellationToken);
                    count++;
                }

                return count;
            },
            cancellationToken)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
