using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.ApiFaults;
using Verification.Wire;

namespace Verification.Tests.Sandbox.Faults;

/// <summary>Faults of calls that have to do with real time, on a clock that is moved by hand.</summary>
public sealed class TimedApiFaultsTests
{
    private readonly FakeTimeProvider _real = new();
    private AwsAccount _account = null!;
    private ApiFaultInjector _faults = null!;

    [SetUp]
    public void Create()
    {
        _account = new AwsAccount(new SandboxClock(_real, 0), 1);
        _faults = new ApiFaultInjector(_account, _real);
    }

    [Test]
    public async Task A_slow_answer_waits_for_its_time_and_goes_on()
    {
        Given.Fault(_account, """{"kind":"slow-answer","milliseconds":250}""");

        var call = _faults.BeforeAsync(Call("DescribeServices")).AsTask();
        _real.Advance(TimeSpan.FromMilliseconds(249));
        var early = call.IsCompleted;
        _real.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That((early, await call), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_call_that_times_out_is_given_up_at_its_limit()
    {
        Given.Fault(_account, """{"kind":"timeout","seconds":30}""");

        var call = _faults.BeforeAsync(Call("DescribeServices")).AsTask();
        _real.Advance(TimeSpan.FromSeconds(29));
        var early = call.IsCompleted;
        _real.Advance(TimeSpan.FromSeconds(1));

        Assert.That((early, await call), Is.EqualTo((false, false)));
    }

    [TestCase("DescribeServices", 100, 20)]
    [TestCase("UpdateService", 50, 5)]
    [TestCase("RegisterTaskDefinition", 20, 1)]
    [TestCase("DescribeTasks", 100, 20)]
    [TestCase("RunTask", 100, 40)]
    [TestCase("DescribeClusters", 50, 20)]
    [TestCase("ListServiceDeployments", 50, 20)]
    [TestCase("TagResource", 20, 10)]
    public async Task A_bucket_holds_its_burst_and_is_refilled_by_the_second(string operation, int burst, int refill)
    {
        Given.Fault(_account, """{"kind":"aws-token-buckets"}""");

        var first = await TakeAsync(Call(operation), 500);
        _real.Advance(TimeSpan.FromSeconds(1));
        var second = await TakeAsync(Call(operation), 500);
        _real.Advance(TimeSpan.FromHours(1));
        var full = await TakeAsync(Call(operation), 500);

        Assert.That((first, second, full), Is.EqualTo((burst, refill, burst)));
    }

    [Test]
    public async Task Operations_of_a_group_share_a_bucket_and_regions_do_not()
    {
        Given.Fault(_account, """{"kind":"aws-token-buckets"}""");
        await TakeAsync(Call("DescribeServices"), 500);

        Assert.That(await TakeAsync(Call("ListServices"), 500), Is.Zero);
        Assert.That(await TakeAsync(Call("ListTasks"), 500), Is.EqualTo(100));
        Assert.That(await TakeAsync(Call("ListServices", "us-west-2"), 500), Is.EqualTo(100));
    }

    [Test]
    public async Task Reads_of_load_balancing_share_a_bucket_and_writes_are_not_counted()
    {
        Given.Fault(_account, """{"kind":"aws-token-buckets"}""");

        var reads = await TakeAsync(Call("DescribeTargetHealth") with { Service = AwsServices.ElasticLoadBalancingV2 }, 500);
        var others = await TakeAsync(Call("DescribeRules") with { Service = AwsServices.ElasticLoadBalancingV2 }, 500);
        var writes = await TakeAsync(Call("ModifyRule") with { Service = AwsServices.ElasticLoadBalancingV2 }, 500);

        Assert.That((reads, others, writes), Is.EqualTo((40, 0, 500)));
    }

    [Test]
    public async Task Without_it_no_call_is_counted() => Assert.That(await TakeAsync(Call("DescribeServices"), 500), Is.EqualTo(500));

    private ApiCall Call(string operation, string region = "us-east-1") => new()
    {
        Account = _account, Http = new DefaultHttpContext(), Service = AwsServices.Ecs, Operation = operation, Region = region, Cluster = "prod", Resource = "*",
    };

    private async Task<int> TakeAsync(ApiCall call, int count)
    {
        var taken = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                await _faults.BeforeAsync(call);
                taken++;
            }
            catch (AwsErrorException error)
            {
                Assert.That((error.Code, error.Message), Is.EqualTo((call.Service == AwsServices.Ecs ? "ThrottlingException" : "Throttling", "Rate exceeded")));
            }
        }

        return taken;
    }
}
