using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Fixtures.Targets.Pacing;
using Verification.Sandbox.ApiFaults;
using TokenBucket = Verification.Fixtures.Targets.Pacing.TokenBucket;

namespace Verification.Tests.Fixtures.Targets.Pacing;

public sealed class CallPaceTests
{
    private static readonly string[] Services = ["ecs", "elasticloadbalancing", "iam"];

    private static readonly string[] Operations =
    [
        "DescribeClusters", "CreateCluster", "DescribeServices", "UpdateService", "DescribeServiceDeployments", "DescribeServiceRevisions", "ListTasks", "DescribeTasks", "StopTask",
        "DescribeTaskDefinition", "RegisterTaskDefinition", "ListTagsForResource", "TagResource", "DescribeTargetHealth", "CreateRule", "GetRole",
    ];

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Burst_goes_at_once_and_what_is_above_it_at_the_refill()
    {
        var bucket = new TokenBucket(burst: 3, refillPerSecond: 2, _time);

        var waits = Enumerable.Range(0, 6).Select(_ => bucket.Take().TotalSeconds);

        Assert.That(waits, Is.EqualTo([0, 0, 0, 0.5, 1, 1.5]).Within(1e-9));
    }

    [Test]
    public void Bucket_is_filled_again_up_to_its_burst_and_no_higher()
    {
        var bucket = new TokenBucket(burst: 2, refillPerSecond: 1, _time);
        _ = (bucket.Take(), bucket.Take());

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(Enumerable.Range(0, 3).Select(_ => bucket.Take().TotalSeconds), Is.EqualTo([0, 0, 1]).Within(1e-9));
    }

    [Test]
    public void Never_more_calls_than_burst_and_refill_allow_in_any_stretch_of_time()
    {
        var (bucket, starts) = (new TokenBucket(burst: 5, refillPerSecond: 10, _time), new List<double>());
        var begin = _time.GetTimestamp();
        for (var call = 0; call < 300; call++)
        {
            starts.Add(_time.GetElapsedTime(begin).TotalSeconds + bucket.Take().TotalSeconds);
            _time.Advance(TimeSpan.FromMilliseconds(call * 37 % 60));
        }

        foreach (var from in starts)
        {
            Assert.That(starts.Count(at => at >= from && at < from + 1), Is.LessThanOrEqualTo(5 + 10));
        }
    }

    [Test]
    public async Task Regions_and_groups_of_operations_do_not_wait_for_each_other()
    {
        var pace = new CallPace(share: 0.5, _time);
        for (var call = 0; call < 20; call++)
        {
            await pace.WaitAsync("us-east-1", "elasticloadbalancing", "DescribeRules", CancellationToken.None);
        }

        Assert.That(pace.WaitAsync("us-east-1", "elasticloadbalancing", "DescribeTargetHealth", CancellationToken.None).IsCompleted, Is.False, "half of 40 are used");
        Assert.That(pace.WaitAsync("us-west-2", "elasticloadbalancing", "DescribeRules", CancellationToken.None).IsCompletedSuccessfully);
        Assert.That(pace.WaitAsync("us-east-1", "ecs", "DescribeServices", CancellationToken.None).IsCompletedSuccessfully);
        Assert.That(pace.WaitAsync("us-east-1", "iam", "GetRole", CancellationToken.None).IsCompletedSuccessfully, "AWS publishes no limit");
    }

    [Test]
    public async Task Wait_ends_when_it_is_cancelled()
    {
        var pace = new CallPace(share: 0.01, _time);
        using var cancelled = new CancellationTokenSource();
        await pace.WaitAsync("us-east-1", "ecs", "CreateCluster", CancellationToken.None);
        var wait = pace.WaitAsync("us-east-1", "ecs", "CreateCluster", cancelled.Token);

        await cancelled.CancelAsync();

        Assert.That(async () => await wait, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(0)]
    [TestCase(1.01)]
    public void Share_that_is_none_is_refused(double share) => Assert.That(() => new CallPace(share, _time), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Rates_are_those_that_the_sandbox_counts_by()
    {
        foreach (var (service, operation) in Services.SelectMany(_ => Operations, (service, operation) => (service, operation)))
        {
            var (ours, theirs) = (ApiRate.Of(service, operation), TokenBucketSize.Of(service, operation));
            Assert.That((ours?.Group, ours?.Burst, ours?.RefillPerSecond), Is.EqualTo((theirs?.Group, theirs?.Burst, (double?)theirs?.RefillPerSecond)), $"{service}:{operation}");
        }
    }
}
