using NUnit.Framework;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Tests.Load;

/// <summary>The engine against real servers. What it costs and how exact it is, the benchmark tells; here are only bounds that hold on any machine.</summary>
public sealed class LoadGeneratorTests
{
    private static readonly string Good = OddServer.Json("""{"version":"v1.2.3"}""");

    [TestCase(false)]
    [TestCase(true)]
    public async Task Closed_model_counts_what_the_server_answered(bool maximumRate)
    {
        await using var server = OddServer.Saying(Good);

        var facts = await LoadRuns.UntilAskedAsync(server, 20, LoadRuns.Closed(server.Url, seconds: 3600) with { MaximumRate = maximumRate });

        Assert.That(facts.Requests, Is.EqualTo(server.Requests).And.GreaterThan(0));
        Assert.That((facts.Failed, facts.NotSent, facts.End, facts.Model), Is.EqualTo((0, 0, LoadEnd.Stopped, LoadModel.Closed)));
        Assert.That(facts.StatusCodes, Is.EqualTo(new Dictionary<int, long> { [200] = facts.Requests }));
        Assert.That(facts.BodyBytes, Is.EqualTo(facts.Requests * """{"version":"v1.2.3"}""".Length));
        Assert.That(facts.Timeline.Sum(interval => interval.Completed), Is.EqualTo(facts.Requests));
        Assert.That(facts.Latency.Count, Is.EqualTo(facts.Requests));
    }

    [Test]
    public async Task Open_model_sends_exactly_what_is_due()
    {
        await using var server = OddServer.Saying(Good);

        var facts = await LoadRuns.RunAsync(LoadRuns.Open(server.Url, 200, 1) with { WarmUp = TimeSpan.FromSeconds(0.25) });

        Assert.That((facts.WarmUpRequests, facts.Requests, facts.NotSent), Is.EqualTo((50, 200, 0)));
        Assert.That(server.Requests, Is.EqualTo(250));
        Assert.That((facts.RequestsPerSecond, facts.OfferedPerSecond), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task Latency_of_the_open_model_contains_the_wait_for_a_server_that_stalled()
    {
        // The first second's answers all come at its end: one request in two waits half a second or longer.
        var start = TimeProvider.System.GetTimestamp();
        await using var server = OddServer.Start(async (_, stream, token) =>
        {
            var left = TimeSpan.FromSeconds(1) - TimeProvider.System.GetElapsedTime(start);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, TimeProvider.System, token);
            }

            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(Good), token);
        });

        var facts = await LoadRuns.RunAsync(LoadRuns.Open(server.Url, 100, 1) with { MaxInFlight = 4 });

        Assert.That(facts.Latency.P90, Is.GreaterThan(TimeSpan.FromMilliseconds(500)));
        Assert.That(facts.Latency.Max, Is.GreaterThan(facts.ServiceTime.P50));
        Assert.That(facts.Saturation, Does.Contain("found all 4 connections busy"));
    }

    [Test]
    public async Task What_was_due_and_never_sent_is_counted_as_failed_and_its_wait_as_latency()
    {
        await using var server = OddServer.Start((_, _, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));

        var facts = await LoadRuns.RunAsync(LoadRuns.Open(server.Url, 50, 1) with { MaxInFlight = 1, Timeout = TimeSpan.FromSeconds(4) });

        Assert.That((facts.Requests, facts.NotSent), Is.EqualTo((1, 49)));
        Assert.That(facts.Errors, Is.EqualTo(new Dictionary<LoadErrorKind, long> { [LoadErrorKind.Timeout] = 1, [LoadErrorKind.NotSent] = 49 }));
        Assert.That(facts.ErrorRate, Is.EqualTo(1));
        Assert.That(facts.Latency.P50, Is.GreaterThan(TimeSpan.FromSeconds(1)));
        Assert.That(facts.Saturation, Does.Contain("49 were never sent"));
    }

    [Test]
    public async Task Mix_is_sent_in_the_parts_of_its_weights()
    {
        var paths = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var server = OddServer.Start(async (head, stream, token) =>
        {
            paths.Enqueue(head.Split(' ')[1]);
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(Good), token);
        });
        var plan = LoadRuns.Open(server.Url, 400, 0.5) with
        {
            Requests = [new LoadRequest { Url = new Uri(server.Url, "/a"), Weight = 3 }, new LoadRequest { Url = new Uri(server.Url, "/b"), Weight = 1 }],
        };

        await LoadRuns.RunAsync(plan);

        Assert.That((paths.Count(path => path == "/a"), paths.Count(path => path == "/b")), Is.EqualTo((150, 50)));
    }

    [Test]
    public async Task Versions_are_told_with_their_times_and_an_answer_without_one_has_failed()
    {
        var count = 0;
        await using var server = OddServer.Start((_, stream, token) => stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(OddServer.Json(
            Interlocked.Increment(ref count) switch { <= 10 => """{"version":"v1"}""", <= 15 => """{"mood":"fine"}""", _ => """{"version":"v2"}""" })), token).AsTask());
        var plan = LoadRuns.Open(server.Url, 40, 1) with { Requests = [new LoadRequest { Url = server.Url, VersionProperty = "version" }], MaxInFlight = 1 };

        var facts = await LoadRuns.RunAsync(plan);

        Assert.That(facts.Versions.Select(version => (version.Version, version.Requests)), Is.EqualTo([("v1", 10L), ("v2", 25L - facts.NotSent)]));
        Assert.That(facts.Versions[0].LastAt, Is.LessThan(facts.Versions[1].FirstAt));
        Assert.That(facts.Errors, Is.EqualTo(new Dictionary<LoadErrorKind, long> { [LoadErrorKind.Answer] = 5 }));
        Assert.That(facts.FailureWindows, Has.Length.EqualTo(1));
        Assert.That(facts.FailureWindows[0].Failed, Is.EqualTo(5));
        Assert.That(facts.FailureWindows[0].From, Is.GreaterThanOrEqualTo(facts.Versions[0].FirstAt).And.LessThan(facts.Versions[1].FirstAt));
    }

    [Test]
    public async Task Stop_ends_a_run_with_what_was_measured()
    {
        await using var server = OddServer.Saying(Good);
        using var stop = new CancellationTokenSource();
        var first = new FirstSecond(stop);

        var facts = await LoadRuns.RunAsync(LoadRuns.Open(server.Url, 100, 3600), new LoadControl { Stop = stop.Token, Progress = first }, CancellationToken.None);

        Assert.That((facts.End, facts.NotSent), Is.EqualTo((LoadEnd.Stopped, 0)));
        Assert.That(facts.Requests, Is.GreaterThanOrEqualTo(90));
        Assert.That(facts.Duration, Is.LessThan(TimeSpan.FromMinutes(1)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Cancellation_gives_up_what_is_under_way(bool maximumRate)
    {
        await using var server = OddServer.Start((_, _, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));
        using var cancel = new CancellationTokenSource();
        var plan = LoadRuns.Closed(server.Url, seconds: 3600) with { Timeout = TimeSpan.FromMinutes(30), MaximumRate = maximumRate };
        var run = LoadRuns.RunAsync(plan, cancellationToken: cancel.Token);
        while (server.Requests < 2)
        {
            await Task.Yield();
        }

        await cancel.CancelAsync();

        Assert.That(async () => await run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Rules_end_a_run_against_a_service_that_is_down()
    {
        await using var server = OddServer.Saying("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");

        var row = await LoadRuns.RunAsync(LoadRuns.Open(server.Url, 200, 3600) with { Abort = new AbortRules { FailuresInARow = 20 } });
        var rate = await LoadRuns.RunAsync(LoadRuns.Open(server.Url, 200, 3600) with { Abort = new AbortRules { ErrorRate = 0.5 } });

        Assert.That((row.End, row.EndReason), Is.EqualTo((LoadEnd.Aborted, "20 requests in a row failed")));
        Assert.That((rate.End, rate.EndReason), Is.EqualTo((LoadEnd.Aborted, rate.EndReason)));
        Assert.That(rate.EndReason, Does.Contain("more than 50"));
    }

    private sealed class FirstSecond(CancellationTokenSource stop) : IProgress<LoadInterval>
    {
        public void Report(LoadInterval value) => stop.Cancel();
    }
}
