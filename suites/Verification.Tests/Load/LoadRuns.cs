using Verification.Load;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Tests.Load;

internal static class LoadRuns
{
    public static LoadPlan Closed(Uri url, int connections = 2, double seconds = 0.3) => new()
    {
        Profile = new ClosedProfile(connections, TimeSpan.FromSeconds(seconds)),
        Requests = [new LoadRequest { Url = url }],
        WarmUp = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Requests for as long as it takes: by blocking sockets, or by .NET's HTTP client.</summary>
    public static LoadPlan Unending(Uri url, bool sockets) => sockets ? Closed(url, connections: 1, seconds: 3600) : Open(url, 50, 3600) with { MaxInFlight = 200 };

    public static LoadPlan Open(Uri url, double rate, double seconds) => Closed(url) with { Profile = OpenProfile.Constant(rate, TimeSpan.FromSeconds(seconds)) };

    /// <summary>Runs until the server was asked so often, however long a busy machine takes for it.</summary>
    public static async Task<LoadFacts> UntilAskedAsync(OddServer server, int requests, LoadPlan plan)
    {
        using var stop = new CancellationTokenSource();
        var run = RunAsync(plan, new LoadControl { Stop = stop.Token }, CancellationToken.None);
        while (server.Requests < requests && !run.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }

        await stop.CancelAsync();
        return await run;
    }

    /// <summary>Runs until so many requests in a row have failed.</summary>
    public static Task<LoadFacts> UntilFailedAsync(int failures, LoadPlan plan) => RunAsync(plan with { Abort = new AbortRules { FailuresInARow = failures } });

    public static Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl? control = null, CancellationToken cancellationToken = default) =>
        new LoadGenerator(TimeProvider.System).RunAsync(plan, control ?? new LoadControl(), cancellationToken);
}
