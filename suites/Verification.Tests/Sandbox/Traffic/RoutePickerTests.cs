using System.Net;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Traffic;
using Verification.Tests.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.Traffic;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RoutePickerTests : IAsyncDisposable
{
    private static readonly LoadBalancerHost Host = LoadBalancerHost.Parse(new Uri(TrafficWorld.Host).Host)!;

    private TrafficWorld _world = null!;
    private RoutePicker _picker = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await TrafficWorld.StartAsync();
        _picker = new RoutePicker(_world.Server.Account, _world.Server.Tasks);
    }

    [TestCase(50, 50)]
    [TestCase(90, 10)]
    [TestCase(999, 1)]
    [TestCase(70, 0)]
    public async Task Ten_thousand_requests_are_shared_by_weight(int blue, int green)
    {
        Listen(ElbCaller.Weighted(null, (_world.Blue, blue), (_world.Green, green)));
        _world.Run(_world.Blue, "10.0.1.1");
        _world.Run(_world.Green, "10.0.1.2");
        await _world.AdvanceAsync(10);

        var seen = Picks(10_000);

        Assert.That(ChiSquared(seen, ("10.0.1.1", blue), ("10.0.1.2", green)), Is.LessThan(6.63), "1 % of chance, one degree of freedom");
    }

    [TestCase("round_robin", 11.34)]
    [TestCase("weighted_random", 11.34)]
    [TestCase("least_outstanding_requests", 11.34)]
    public async Task Ten_thousand_requests_are_shared_among_equal_targets(string algorithm, double critical)
    {
        _world.Elb.Set(_world.Blue, ("load_balancing.algorithm.type", algorithm));
        Listen(ElbCaller.Forward(_world.Blue));
        for (var i = 1; i <= 4; i++)
        {
            _world.Run(_world.Blue, $"10.0.1.{i}");
        }

        await _world.AdvanceAsync(10);

        var seen = Picks(10_000);

        Assert.That(ChiSquared(seen, ("10.0.1.1", 1), ("10.0.1.2", 1), ("10.0.1.3", 1), ("10.0.1.4", 1)), Is.LessThan(critical), "1 % of chance, three degrees of freedom");
    }

    [Test]
    public async Task Least_outstanding_requests_spares_the_target_that_is_busy()
    {
        _world.Elb.Set(_world.Blue, ("load_balancing.algorithm.type", "least_outstanding_requests"));
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1");
        _world.Run(_world.Blue, "10.0.1.2");
        await _world.AdvanceAsync(10);
        var busy = Pick();

        var seen = Picks(10);
        busy.Picked.EndRequest();

        Assert.That(seen.Keys, Is.EqualTo([busy.Picked.Address.ToString() == "10.0.1.1" ? "10.0.1.2" : "10.0.1.1"]));
    }

    [Test]
    public async Task In_slow_start_a_targets_share_grows_with_time()
    {
        _world.Elb.Set(_world.Blue, ("slow_start.duration_seconds", "100"));
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1");
        await _world.AdvanceAsync(10);
        _world.Run(_world.Blue, "10.0.1.2");
        await _world.AdvanceAsync(5);
        var from = _world.Elb.State.TargetGroup(_world.Blue).Targets[1].SlowStartFrom!.Value;

        At(from.AddSeconds(25));
        var quarter = Picks(500);
        At(from.AddSeconds(50));
        var half = Picks(300);
        At(from.AddSeconds(100));
        var whole = Picks(200);

        Assert.That(quarter["10.0.1.2"], Is.EqualTo(100).Within(2), "a quarter of the share of the other");
        Assert.That(half["10.0.1.2"], Is.EqualTo(100).Within(2));
        Assert.That(whole["10.0.1.2"], Is.EqualTo(100).Within(2));
    }

    [Test]
    public async Task The_first_targets_of_a_group_do_not_start_slowly()
    {
        _world.Elb.Set(_world.Blue, ("slow_start.duration_seconds", "900"));
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1");
        await _world.AdvanceAsync(10);

        Assert.That(_world.Elb.State.TargetGroup(_world.Blue).Targets[0].SlowStartFrom, Is.Null);
    }

    [Test]
    public async Task With_fewer_healthy_targets_than_the_group_asks_for_all_get_requests()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1");
        await _world.AdvanceAsync(10);
        _world.Elb.Register(_world.Blue, "10.0.1.2");

        var one = Picks(10);
        _world.Elb.Set(_world.Blue, ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "60"));
        var byPercentage = Picks(10);
        _world.Elb.Set(
            _world.Blue,
            ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"),
            ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "2"));
        var byCount = Picks(10);

        Assert.That(one.Keys, Is.EqualTo(["10.0.1.1"]));
        Assert.That((byPercentage.Count, byCount.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public void An_ALB_takes_no_TRACE_and_not_more_than_thirty_forwarded_addresses()
    {
        Listen(ElbCaller.Fixed("200"));
        var many = new HeaderDictionary { ["X-Forwarded-For"] = new(["10.0.0.1", string.Join(", ", Enumerable.Repeat("10.0.0.2", 30))]) };
        var enough = new HeaderDictionary { ["X-Forwarded-For"] = string.Join(", ", Enumerable.Repeat("10.0.0.2", 30)) };

        Assert.That(_picker.Pick(Host, 80, Request("TRACE")), Is.InstanceOf<FailedRoute>().With.Property("Status").EqualTo(405));
        Assert.That(_picker.Pick(Host, 80, Request("GET", many)), Is.InstanceOf<FailedRoute>().With.Property("Status").EqualTo(463));
        Assert.That(_picker.Pick(Host, 80, Request("GET", enough)), Is.InstanceOf<FixedResponseRoute>());
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static ElbRequest Request(string method = "GET", HeaderDictionary? headers = null) =>
        new("prod-alb", "/version", method, QueryCollection.Empty, headers ?? [], IPAddress.Loopback);

    private static double ChiSquared(Dictionary<string, int> seen, params (string Target, int Weight)[] expected)
    {
        var total = expected.Sum(each => each.Weight);
        var count = seen.Values.Sum();
        return expected.Sum(each =>
        {
            var wanted = (double)count * each.Weight / total;
            var difference = seen.GetValueOrDefault(each.Target) - wanted;
            return wanted > 0 ? difference * difference / wanted : difference == 0 ? 0 : double.PositiveInfinity;
        });
    }

    private void Listen(Amazon.ElasticLoadBalancingV2.Model.Action action) => _world.Elb.Listener(_world.Balancer, 80, action);

    private ForwardRoute Pick() => (ForwardRoute)_picker.Pick(Host, 80, Request())!;

    /// <summary>How often each target was picked, each request ended before the next.</summary>
    private Dictionary<string, int> Picks(int count)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var target = Pick().Picked;
            target.EndRequest();
            seen[target.Address.ToString()] = seen.GetValueOrDefault(target.Address.ToString()) + 1;
        }

        return seen;
    }

    private void At(DateTime time) => _world.Server.Clock.Advance(time - _world.Server.Account.Now);
}
