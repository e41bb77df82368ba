using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Tasks;
using Verification.Tests.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.Traffic;

/// <summary>Requests that are under way when something changes. They stay under way for as long as the client does not read on.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InFlightTests : IAsyncDisposable
{
    private const long Megabytes = 50 * 1024 * 1024;

    private TrafficWorld _world = null!;
    private string _listener = "";

    [SetUp]
    public async Task StartAsync()
    {
        _world = await TrafficWorld.StartAsync();
        _listener = _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Forward(_world.Blue)).ListenerArn;
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Green, "10.0.1.2", "v2");
        _world.Server.Tasks.Behave("10.0.1.1", new TaskBehaviour { PadBytes = Megabytes });
        await _world.AdvanceAsync(10);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_request_is_not_cut_while_its_rule_is_swapped_and_its_task_is_deregistered_and_stopped(CancellationToken cancellationToken)
    {
        using var underWay = await BeginAsync();
        var target = Target(_world.Blue, "10.0.1.1");
        var outstanding = target!.Outstanding;

        _world.Elb.Listeners.ModifyListener(new ModifyListenerRequest { ListenerArn = _listener, DefaultActions = [ElbCaller.Forward(_world.Green)] }, _world.Elb.East);
        _world.Elb.Deregister(_world.Blue, "10.0.1.1");
        await _world.AdvanceAsync(5);
        _world.Server.Tasks.StopGracefully("10.0.1.1");
        var next = await _world.VersionsAsync(2);
        var body = await underWay.Content.ReadAsByteArrayAsync(cancellationToken);

        Assert.That(outstanding, Is.EqualTo(1));
        Assert.That(next, Is.All.EqualTo("v2"), "new requests go by the new rule at once");
        Assert.That(body, Has.Length.GreaterThan(Megabytes));
        await Assert.ThatAsync(() => EndedAsync(target, cancellationToken), Is.True);
    }

    [Test]
    public async Task A_request_is_cut_when_its_task_is_killed()
    {
        using var underWay = await BeginAsync();

        _world.Server.Tasks.Stop("10.0.1.1");

        Assert.That(async () => await underWay.Content.ReadAsByteArrayAsync(), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_task_that_stops_gracefully_takes_no_new_request_on_an_open_connection()
    {
        _world.Server.Tasks.Behave("10.0.1.1", TaskBehaviour.Good);
        await _world.VersionsAsync(1);

        _world.Server.Tasks.StopGracefully("10.0.1.1");
        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/version");

        Assert.That((int)answer.StatusCode, Is.EqualTo(504));
    }

    [TestCase(0)]
    [TestCase(60)]
    [TestCase(300)]
    public async Task A_target_drains_for_the_delay_of_its_group(int delay)
    {
        _world.Elb.Set(_world.Blue, ("deregistration_delay.timeout_seconds", $"{delay}"));
        _world.Elb.Deregister(_world.Blue, "10.0.1.1");
        var states = new List<string>();
        for (var second = 0; second < 302 && Target(_world.Blue, "10.0.1.1") is not null; second++)
        {
            states.Add(_world.Elb.HealthOf(_world.Blue, "10.0.1.1").Reason.Value);
            await _world.AdvanceAsync(1);
        }

        Assert.That(states, Has.Count.EqualTo(delay).And.All.EqualTo("Target.DeregistrationInProgress"));
        Assert.That(_world.Elb.HealthOf(_world.Blue, "10.0.1.1").Reason.Value, Is.EqualTo("Target.NotRegistered"));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Task<HttpResponseMessage> BeginAsync() => _world.Http.GetAsync(TrafficWorld.Host + "/version", HttpCompletionOption.ResponseHeadersRead);

    private ElbTarget? Target(string group, string address) => _world.Elb.State.TargetGroup(group).Find(ElbCaller.Address(address), 8083);

    // The load balancer learns a moment later than the client that the answer is out.
    private static async Task<bool> EndedAsync(ElbTarget target, CancellationToken cancellationToken)
    {
        while (target.Outstanding > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return true;
    }
}
