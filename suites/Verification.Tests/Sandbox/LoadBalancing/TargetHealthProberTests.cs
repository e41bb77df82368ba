using System.Net;
using Amazon.ElasticLoadBalancingV2.Model;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Tasks;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TargetHealthProberTests : IAsyncDisposable
{
    private const string Target = "10.0.1.17";
    private const string Arn = "arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/1";
    private const int Interval = 10;

    private readonly ElbCaller _elb = new();
    private readonly string _group;
    private TaskListeners _tasks = null!;
    private TargetHealthProber _prober = null!;

    public TargetHealthProberTests()
    {
        _group = _elb.Group(interval: Interval, timeout: 2);
        _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Forward(_group));
    }

    [SetUp]
    public async Task StartTaskAsync()
    {
        _tasks = await TaskListeners.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, default);
        _tasks.Start(new TaskEndpoint { TaskArn = Arn, VpcId = _elb.Vpc, Address = IPAddress.Parse(Target), Port = 8083, Service = "notification-service", Version = "v1.2.3" });
        _prober = new TargetHealthProber(_elb.Account, _tasks, TimeProvider.System);
        _elb.Register(_group, Target);
    }

    [Test]
    public async Task A_new_target_is_healthy_after_its_first_pass()
    {
        var seen = new List<string>();
        for (var second = 0; second < Interval; second++)
        {
            await AdvanceAsync(1);
            var health = _elb.HealthOf(_group, Target);
            seen.Add($"{health.State} {health.Reason}".TrimEnd());
        }

        Assert.That(seen.Distinct(), Is.EqualTo(["initial Elb.RegistrationInProgress", "initial Elb.InitialHealthChecking", "healthy"]));
    }

    [Test]
    public async Task A_healthy_target_is_unhealthy_after_the_unhealthy_threshold_with_the_code_it_gave()
    {
        await AdvanceAsync(Interval);
        _tasks.Behave(Arn, new TaskBehaviour { HealthStatus = 500 });

        await AdvanceAsync(Interval);
        var afterOne = _elb.HealthOf(_group, Target).State.Value;
        await AdvanceAsync(Interval);
        var afterTwo = _elb.HealthOf(_group, Target);

        Assert.That(afterOne, Is.EqualTo("healthy"));
        Assert.That((afterTwo.State.Value, afterTwo.Reason.Value, afterTwo.Description), Is.EqualTo(("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [500]")));
    }

    [Test]
    public async Task An_unhealthy_target_needs_the_healthy_threshold_of_passes_in_a_row()
    {
        _tasks.Behave(Arn, new TaskBehaviour { HealthStatus = 503 });
        await AdvanceAsync(3 * Interval);
        _tasks.Behave(Arn, TaskBehaviour.Good);

        var states = new List<string>();
        for (var pass = 0; pass < 3; pass++)
        {
            await AdvanceAsync(Interval);
            states.Add(_elb.HealthOf(_group, Target).State.Value);
        }

        Assert.That(states, Is.EqualTo(["unhealthy", "unhealthy", "healthy"]));
    }

    [Test]
    public async Task A_listener_that_is_closed_fails_health_checks()
    {
        _tasks.Behave(Arn, new TaskBehaviour { Listening = false });

        await AdvanceAsync(3 * Interval);

        var health = _elb.HealthOf(_group, Target);
        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("unhealthy", "Target.FailedHealthChecks", "Health checks failed")));
    }

    [Test]
    public async Task An_answer_that_takes_too_long_is_a_timeout()
    {
        _tasks.Behave(Arn, new TaskBehaviour { Delay = TimeSpan.FromSeconds(30) });

        await AdvanceAsync(3 * Interval);

        var health = _elb.HealthOf(_group, Target);
        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("unhealthy", "Target.Timeout", "Request timed out")));
    }

    [Test]
    public async Task An_address_that_no_task_has_answers_nothing()
    {
        _elb.Register(_group, "10.0.1.99");

        await AdvanceAsync(3 * Interval);

        Assert.That(_elb.HealthOf(_group, "10.0.1.99").Reason.Value, Is.EqualTo("Target.Timeout"));
        Assert.That(_elb.HealthOf(_group, Target).State.Value, Is.EqualTo("healthy"));
    }

    [Test]
    public async Task The_matcher_decides_which_codes_are_good()
    {
        _elb.Groups.ModifyTargetGroup(new ModifyTargetGroupRequest { TargetGroupArn = _group, Matcher = new Matcher { HttpCode = "404" }, HealthCheckPath = "/nowhere" }, _elb.East);

        await AdvanceAsync(Interval);

        Assert.That(_elb.HealthOf(_group, Target).State.Value, Is.EqualTo("healthy"));
    }

    [Test]
    public async Task What_was_found_is_forgotten_when_the_group_is_no_longer_used()
    {
        await AdvanceAsync(Interval);
        var listener = _elb.State.Listeners.Single();

        _elb.Listeners.DeleteListener(new DeleteListenerRequest { ListenerArn = listener.Arn }, _elb.East);
        var unused = _elb.HealthOf(_group, Target).Reason.Value;
        _elb.Listener(listener.LoadBalancer.Arn, 80, ElbCaller.Forward(_group));
        var again = _elb.HealthOf(_group, Target).Reason.Value;

        Assert.That((unused, again), Is.EqualTo(("Target.NotInUse", "Elb.RegistrationInProgress")));
    }

    [Test]
    public async Task A_draining_target_is_no_longer_probed_and_goes_when_it_has_drained()
    {
        await AdvanceAsync(Interval);
        _elb.Deregister(_group, Target);

        await AdvanceAsync(299);
        var before = _elb.HealthOfAll(_group);
        await AdvanceAsync(1);

        Assert.That(before, Is.EqualTo(["draining"]));
        Assert.That(_elb.HealthOfAll(_group), Is.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        _prober.Dispose();
        await _tasks.DisposeAsync();
    }

    private async Task AdvanceAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _elb.Account.Clock.Advance(TimeSpan.FromSeconds(1));
            await _prober.TickAsync(TestContext.CurrentContext.CancellationToken);
        }
    }
}
