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

    public static LoadPlan Open(Uri url, double rate, double seconds) => Closed(url) with { Profile = OpenProfile.Constant(rate, TimeSpan.FromSeconds(seconds)) };

    public static Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl? control = null, CancellationToken cancellationToken = default) =>
        new LoadGenerator(TimeProvider.System).RunAsync(plan, control ?? new LoadControl(), cancellationToken);
}
