using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;

namespace Verification.Benchmarks.Scenarios;

/// <summary>The call that every deployment tool polls with, beside moto's server in turns.</summary>
internal sealed class DescribeServices : IScenario
{
    private const int Rounds = 3;
    private const int Connections = 8;
    private const string Service = """{"cluster":"bench","services":["web"]}""";
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    public string Name => "describe-services";

    public string Question => $"DescribeServices calls per second, {Connections} connections";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync("none", 60, cancellationToken);
        using var ours = new WireCaller(sandbox.Url);
        await Seeding.ServiceAsync(ours, desired: 1, cancellationToken);
        await using var moto = await MotoHost.TryStartAsync(cancellationToken);
        using var theirs = moto is null ? null : new WireCaller(moto.Url);
        if (theirs is not null)
        {
            await Seeding.ServiceOnMotoAsync(theirs, cancellationToken);
        }

        var (mine, other) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            mine.Add(await Throughput.MeasureAsync(() => ours.EcsRequest("DescribeServices", Service), Connections, Each, cancellationToken));
            if (theirs is not null)
            {
                other.Add(await Throughput.MeasureAsync(() => theirs.EcsRequest("DescribeServices", Service), Connections, Each, cancellationToken));
            }
        }

        yield return $"sandbox      {Figures.Spread(mine, "0")} per second";
        yield return theirs is null
            ? "moto_server  is not installed here: not compared"
            : $"moto_server  {Figures.Spread(other, "0")} per second; the sandbox answers {Figures.Median(mine) / Figures.Median(other):0} times as many";
    }
}
