using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Load.Ecs;
using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Tests.Load.Scaling;

/// <summary>Load by tasks of ECS, rehearsed: the sandbox runs them as processes of this machine, and they load its own production listener.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DistributedLoadTests
{
    private LoadFleet _fleet = null!;

    private static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public async Task StartAsync() => _fleet = await LoadFleet.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _fleet.DisposeAsync();

    [Test]
    public async Task Four_workers_make_the_whole_load_and_the_merged_figures_are_the_sum_of_theirs()
    {
        var generator = await _fleet.GeneratorAsync();

        var merged = await generator.RunAsync(_fleet.Plan(), new LoadControl(), Token);

        var parts = await _fleet.ReportsAsync();
        Assert.That(merged.Requests + merged.NotSent, Is.EqualTo(400), string.Join('\n', merged.Doubts));
        Assert.That((merged.End, merged.Failed, merged.OfferedPerSecond), Is.EqualTo((LoadEnd.AsPlanned, 0, 200)));
        Assert.That(parts.Select(part => part.Requests + part.NotSent), Is.EqualTo([100, 100, 100, 100]));
        Assert.That(merged.Requests, Is.EqualTo(parts.Sum(part => part.Requests)));
        Assert.That(merged.BodyBytes, Is.EqualTo(parts.Sum(part => part.BodyBytes)).And.Positive);
        Assert.That(merged.StatusCodes[200], Is.EqualTo(parts.Sum(part => part.StatusCodes[200])));
        Assert.That(merged.Latency, Is.EqualTo(Histograms.Merge(parts.Select(part => part.Latency))));
        Assert.That(merged.Versions.Sum(version => version.Requests), Is.EqualTo(merged.Requests));
        Assert.That(merged.Timeline.Sum(interval => interval.Sent), Is.EqualTo(merged.Requests));
        Assert.That(parts.Max(part => part.StartedAt) - parts.Min(part => part.StartedAt), Is.LessThan(TimeSpan.FromMilliseconds(300)));
    }

    [Test]
    public async Task Load_that_is_stopped_counts_what_was_measured_until_then()
    {
        var generator = await _fleet.GeneratorAsync(workers: 2);
        using var stop = new CancellationTokenSource();
        var run = generator.RunAsync(_fleet.Plan(seconds: 300), new LoadControl { StartAt = TimeProvider.System.GetUtcNow().AddSeconds(10), Stop = stop.Token }, Token);
        stop.CancelAfter(TimeSpan.FromSeconds(12));

        var merged = await run;

        Assert.That(merged.End, Is.EqualTo(LoadEnd.Stopped));
        Assert.That(merged.Requests, Is.InRange(100, 20_000));
        Assert.That(await _fleet.RunningAsync(), Is.Empty);
    }

    /// <summary>Cancelled in the middle of the starts: what was asked for may have been started.</summary>
    [Test]
    public async Task Cancelled_load_leaves_no_task_behind()
    {
        var generator = await _fleet.GeneratorAsync(workers: 2, startInSeconds: 300);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = generator.RunAsync(_fleet.Plan(), new LoadControl(), cancel.Token);
        while ((await _fleet.RunningAsync()).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }

        await cancel.CancelAsync();

        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await _fleet.RunningAsync(), Is.Empty);
    }

    [TestCase("123456789012.dkr.ecr.us-east-1.amazonaws.com/none:1", "TaskFailedToStart: CannotPullContainerError: pull image manifest has been retried 1 time(s)")]
    [TestCase("tools/false:1", "EssentialContainerExited: Essential container in task exited, container load exit code 1; it wrote nothing")]
    public async Task Task_that_ends_before_the_start_ends_the_run_with_its_reason(string image, string reason)
    {
        var generator = await _fleet.GeneratorAsync(image, workers: 2, startInSeconds: 300);

        var error = await Assert.ThrowsAsync<LoadException>(() => generator.RunAsync(_fleet.Plan(), new LoadControl(), Token));

        Assert.That(error.Message, Does.Match(@"^worker [12] of 2 stopped before the start, so none of them began: worker [12] \(task [0-9a-f]{32}\) STOPPED, ").And.Contain(reason));
        Assert.That(await _fleet.RunningAsync(), Is.Empty);
    }

    [Test]
    public async Task Workers_that_come_too_late_refuse_and_the_run_says_so()
    {
        var generator = await _fleet.GeneratorAsync(workers: 1, startInSeconds: 0);

        var error = await Assert.ThrowsAsync<LoadException>(() => generator.RunAsync(_fleet.Plan(), new LoadControl(), Token));

        Assert.That(error.Message, Does.Match(@"it came \d+\.\d s too late for the start at .* and sent nothing"));
    }

    [Test]
    public async Task Task_that_AWS_does_not_start_is_told_in_its_words()
    {
        var generator = await _fleet.GeneratorAsync(workers: 2, cluster: "no-cluster");

        var error = await Assert.ThrowsAsync<LoadException>(() => generator.RunAsync(_fleet.Plan(), new LoadControl(), Token));

        Assert.That(error.Message, Is.EqualTo("worker 1 of 2 was not started: ClusterNotFoundException: Cluster not found."));
    }

    [Test]
    public async Task Target_that_nobody_may_change_starts_no_task()
    {
        await using var target = new EndpointTarget("other", _fleet.Target.Url, null, null, TargetClock.Real, new ChangePermission(false, "nobody said so"));
        var generator = new DistributedLoadGenerator(target, new EcsWorkers { Region = "us-east-1", Cluster = "prod-cluster", TaskDefinition = "verification-load", Count = 1 }, TimeProvider.System);

        Assert.That(() => generator.RunAsync(_fleet.Plan(), new LoadControl(), Token), Throws.TypeOf<TargetException>().With.Message.Contains("nobody said so"));
        Assert.That(await _fleet.RunningAsync(), Is.Empty);
    }
}
