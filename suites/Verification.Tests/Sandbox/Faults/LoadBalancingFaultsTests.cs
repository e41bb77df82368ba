using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Sandbox.Faults;
using Verification.Tests.Sandbox.LoadBalancing;
using Verification.Tests.Sandbox.Traffic;

namespace Verification.Tests.Sandbox.Faults;

public sealed class LoadBalancingFaultsTests
{
    private TrafficWorld _world = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await TrafficWorld.StartAsync();
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Green, "10.0.1.2", "v2");
    }

    [TearDown]
    public ValueTask StopAsync() => _world.DisposeAsync();

    [Test]
    public async Task A_target_that_is_stuck_drains_until_the_fault_has_gone()
    {
        _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Forward(_world.Blue));
        var delay = _world.Elb.State.FindTargetGroup(_world.Blue)!.DeregistrationDelay;
        var fault = Given.Fault(_world.Server.Account, """{"kind":"target-stuck-draining","targetGroup":"blue","target":"10.0.1.1"}""");
        _world.Elb.Deregister(_world.Blue, "10.0.1.1");

        await _world.AdvanceAsync((int)delay.TotalSeconds + 60);
        var stuck = _world.Elb.HealthOfAll(_world.Blue);
        FaultBook.Of(_world.Server.Account).Remove(fault.Id);
        await _world.AdvanceAsync(10);

        Assert.That(stuck, Is.EqualTo(["draining"]));
        Assert.That(_world.Elb.HealthOfAll(_world.Blue), Is.Empty);
    }

    [Test]
    public async Task A_target_of_another_group_drains_as_it_does()
    {
        _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Forward(_world.Blue));
        Given.Fault(_world.Server.Account, """{"kind":"target-stuck-draining","targetGroup":"green"}""");
        _world.Elb.Deregister(_world.Blue, "10.0.1.1");

        await _world.AdvanceAsync((int)_world.Elb.State.FindTargetGroup(_world.Blue)!.DeregistrationDelay.TotalSeconds);

        Assert.That(_world.Elb.HealthOfAll(_world.Blue), Is.Empty);
    }

    [Test]
    public async Task A_rule_that_does_not_shift_is_described_as_new_and_followed_as_old()
    {
        var listener = _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Fixed("404"));
        var rule = _world.Elb.Rule(listener.ListenerArn, 1, ElbCaller.Forward(_world.Blue), ElbCaller.Path("/*"));
        await AddAsync("""{"kind":"rule-not-shifting","region":"us-east-1","durationSeconds":60}""");

        _world.Elb.Rules.ModifyRule(new ModifyRuleRequest { RuleArn = rule.RuleArn, Actions = [ElbCaller.Forward(_world.Green)] }, _world.Elb.East);
        var described = _world.Elb.Rules.DescribeRules(new DescribeRulesRequest { RuleArns = [rule.RuleArn] }, _world.Elb.East).Rules[0].Actions[0].TargetGroupArn;
        var during = await _world.VersionsAsync(2);
        await _world.AdvanceAsync(60);
        var after = await _world.VersionsAsync(2);

        Assert.That(described, Is.EqualTo(_world.Green));
        Assert.That(during, Is.All.EqualTo("v1"));
        Assert.That(after, Is.All.EqualTo("v2"));
    }

    [Test]
    public async Task A_listener_does_not_shift_either_and_the_rules_of_another_group_do()
    {
        var stuck = _world.Elb.Listener(_world.Balancer, 80, ElbCaller.Forward(_world.Blue));
        await AddAsync("""{"kind":"rule-not-shifting","targetGroup":"blue"}""");
        var free = _world.Elb.Listener(_world.Balancer, 8080, ElbCaller.Fixed("404"));

        Modify(stuck.ListenerArn);
        Modify(free.ListenerArn);

        Assert.That(await _world.VersionsAsync(1), Is.EqualTo(["v1"]));
        Assert.That(await _world.Http.GetStringAsync(TrafficWorld.Host + ":8080/version"), Does.Contain("v2"));
    }

    private void Modify(string listener) => _world.Elb.Listeners.ModifyListener(
        new ModifyListenerRequest { ListenerArn = listener, DefaultActions = [ElbCaller.Forward(_world.Green)] }, _world.Elb.East);

    private async Task AddAsync(string json)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsync(new Uri(_world.Server.Url, "/_sandbox/faults"), new StringContent(json));
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
