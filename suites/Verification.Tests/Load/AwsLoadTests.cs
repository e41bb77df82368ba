using NUnit.Framework;
using Verification.Load;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Tests.Load;

/// <summary>What keeps load on real AWS within bounds: the switch, the cap, and the file that stops it.</summary>
public sealed class AwsLoadTests
{
    // A proxy that is not on this machine: a name of AWS is taken for AWS, and nothing is resolved.
    private static readonly Uri Proxy = new("http://192.0.2.1:3128");
    private static readonly Uri Aws = new("http://prod-alb-1.cn-north-1.elb.amazonaws.com.cn/");

    [TestCase(false, 10, "allow it explicitly")]
    [TestCase(true, 1001, "expected at most 1000 requests per second on real AWS, found 1001")]
    public async Task Load_on_AWS_needs_its_switch_and_stays_below_the_cap(bool allowed, double rate, string message)
    {
        var plan = LoadRuns.Open(Aws, rate, 1) with { Proxy = Proxy, AllowAws = allowed };

        var error = await Assert.ThrowsAsync<LoadException>(() => LoadRuns.RunAsync(plan));

        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Workers_share_the_cap() => Assert.That(LoadRuns.Open(Aws, 400, 1).Share(1, 4).AwsCap, Is.EqualTo(LoadPlan.DefaultAwsCap / 4));

    [Test]
    public async Task Run_that_brings_more_than_it_may_ends()
    {
        await using var server = OddServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var plan = LoadRuns.Open(server.Url, 100, 3600) with { Interval = TimeSpan.FromMilliseconds(200), Abort = new AbortRules { RequestsPerSecond = 20 } };

        var facts = await LoadRuns.RunAsync(plan);

        Assert.That(facts.End, Is.EqualTo(LoadEnd.Aborted));
        Assert.That(facts.EndReason, Does.Contain("and 20 are the most"));
    }

    [Test]
    public async Task File_stops_load_that_is_under_way_and_lets_none_begin()
    {
        await using var server = OddServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var isThere = false;
        var generator = new StoppableLoadGenerator(new LoadGenerator(TimeProvider.System), () => Volatile.Read(ref isThere) ? "stop-load" : null, TimeProvider.System);
        var run = generator.RunAsync(LoadRuns.Open(server.Url, 50, 3600), new LoadControl(), CancellationToken.None);
        while (server.Requests < 5 && !run.IsCompleted)
        {
            await Task.Yield();
        }

        Volatile.Write(ref isThere, true);

        Assert.That(async () => await run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None), Throws.TypeOf<LoadStoppedException>().With.Message.Contains("stop-load"));
        Assert.That(() => generator.RunAsync(LoadRuns.Open(server.Url, 50, 1), new LoadControl(), CancellationToken.None), Throws.TypeOf<LoadStoppedException>().With.Message.Contains("delete it"));
    }

    [Test]
    public async Task Without_the_file_load_runs_to_its_end()
    {
        await using var server = OddServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        var facts = await new StoppableLoadGenerator(new LoadGenerator(TimeProvider.System), () => null, TimeProvider.System).RunAsync(LoadRuns.Closed(server.Url), new LoadControl(), CancellationToken.None);

        Assert.That(facts.End, Is.EqualTo(LoadEnd.AsPlanned));
    }
}
