using System.Net;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Sandbox.Tasks;
using Verification.Tests.Sandbox.LoadBalancing;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Verification.Tests.Sandbox.Traffic;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LoadBalancerTrafficTests : IAsyncDisposable
{
    private TrafficWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await TrafficWorld.StartAsync();

    [Test]
    public async Task Healthy_targets_take_turns()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Blue, "10.0.1.2", "v2");
        await _world.AdvanceAsync(10);

        var versions = await _world.VersionsAsync(4);

        Assert.That(versions, Is.EqualTo(["v1", "v2", "v1", "v2"]));
    }

    [Test]
    public async Task An_unhealthy_target_gets_nothing_while_another_is_healthy()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Blue, "10.0.1.2", "v2");
        _world.Server.Tasks.Behave("10.0.1.2", new TaskBehaviour { HealthStatus = 500 });
        await _world.AdvanceAsync(70);

        var versions = await _world.VersionsAsync(4);

        Assert.That(versions, Is.All.EqualTo("v1"));
    }

    [Test]
    public async Task With_no_healthy_target_all_get_requests()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Server.Tasks.Behave("10.0.1.1", new TaskBehaviour { HealthStatus = 500 });
        await _world.AdvanceAsync(70);

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/health");

        Assert.That(_world.Elb.HealthOf(_world.Blue, "10.0.1.1").State.Value, Is.EqualTo("unhealthy"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"status":"unhealthy"}"""));
    }

    [Test]
    public async Task A_draining_target_gets_no_new_requests()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Blue, "10.0.1.2", "v2");
        await _world.AdvanceAsync(10);
        _world.Elb.Deregister(_world.Blue, "10.0.1.1");

        Assert.That(await _world.VersionsAsync(4), Is.All.EqualTo("v2"));
    }

    [Test]
    public async Task Weights_decide_the_share_of_each_target_group()
    {
        Listen(new Action
        {
            Type = "forward",
            ForwardConfig = new ForwardActionConfig
            {
                TargetGroups = [new TargetGroupTuple { TargetGroupArn = _world.Blue, Weight = 90 }, new TargetGroupTuple { TargetGroupArn = _world.Green, Weight = 10 }],
            },
        });
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Green, "10.0.1.2", "v2");
        await _world.AdvanceAsync(10);

        var versions = await _world.VersionsAsync(20);

        Assert.That(versions.Count(version => version == "v2"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_first_rule_that_applies_decides()
    {
        var listener = Listen(ElbCaller.Fixed("404", "default"));
        _world.Elb.Rule(listener, 1, ElbCaller.Fixed("200", "first"), ElbCaller.Path("/a"));
        _world.Elb.Rule(listener, 2, ElbCaller.Fixed("200", "second"), ElbCaller.Path("/*"), new RuleCondition { Field = "http-header", HttpHeaderConfig = new HttpHeaderConditionConfig { HttpHeaderName = "X-Canary", Values = ["yes"] } });
        using var canary = new HttpRequestMessage(HttpMethod.Get, TrafficWorld.Host + "/b");
        canary.Headers.Add("X-Canary", "yes");

        Assert.That(await TextAsync("/a"), Is.EqualTo("first"));
        Assert.That(await (await _world.Http.SendAsync(canary)).Content.ReadAsStringAsync(), Is.EqualTo("second"));
        Assert.That(await TextAsync("/b"), Is.EqualTo("default"));
    }

    [Test]
    public async Task A_redirect_fills_in_the_parts_of_the_request()
    {
        Listen(new Action { Type = "redirect", RedirectConfig = new RedirectActionConfig { Protocol = "HTTPS", Port = "443", StatusCode = "HTTP_301" } });

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/a/b?c=d");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MovedPermanently));
        Assert.That(answer.Headers.Location, Is.EqualTo(new Uri("https://prod-alb-123456789.us-east-1.elb.amazonaws.com/a/b?c=d")));
    }

    [Test]
    public async Task A_group_without_targets_is_503()
    {
        Listen(ElbCaller.Forward(_world.Blue));

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Headers.GetValues("X-Sandbox-Reason").Single(), Is.EqualTo("the target group 'blue' has no registered targets"));
        Assert.That(answer.Headers.Server.ToString(), Is.EqualTo("awselb/2.0"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<h1>503 Service Temporarily Unavailable</h1>"));
    }

    [Test]
    public async Task A_target_that_refuses_is_502()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1");
        _world.Server.Tasks.Behave("10.0.1.1", new TaskBehaviour { Listening = false });

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("502 Bad Gateway"));
    }

    [Test]
    public async Task A_target_that_takes_longer_than_the_idle_timeout_is_504()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1");
        _world.Server.Tasks.Behave("10.0.1.1", new TaskBehaviour { Delay = TimeSpan.FromSeconds(30) });
        _world.Elb.Attributes.ModifyLoadBalancerAttributes(
            new ModifyLoadBalancerAttributesRequest { LoadBalancerArn = _world.Balancer, Attributes = [new LoadBalancerAttribute { Key = "idle_timeout.timeout_seconds", Value = "1" }] },
            _world.Elb.East);

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.GatewayTimeout));
    }

    [Test]
    public async Task A_target_whose_task_is_gone_is_504()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Elb.Register(_world.Blue, "10.0.1.1");

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + "/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.GatewayTimeout));
        Assert.That(answer.Headers.GetValues("X-Sandbox-Reason").Single(), Is.EqualTo("no task has 10.0.1.1:8083 any more, so nothing answers there"));
    }

    [Test]
    public async Task A_port_without_listener_answers_nothing()
    {
        Listen(ElbCaller.Fixed("200"));

        var answer = await _world.Http.GetAsync(TrafficWorld.Host + ":81/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.GatewayTimeout));
        Assert.That(answer.Headers.GetValues("X-Sandbox-Reason").Single(), Does.Contain("has no listener on port 81"));
    }

    [Test]
    public async Task The_digits_of_the_name_do_not_matter_and_the_name_does()
    {
        Listen(ElbCaller.Fixed("200", "prod"));
        _world.Elb.Listener(_world.Elb.Balancer("prod-alb-eu").LoadBalancerArn, 80, ElbCaller.Fixed("200", "eu"));

        Assert.That(await _world.Http.GetStringAsync("http://prod-alb-42.us-east-1.elb.amazonaws.com/"), Is.EqualTo("prod"));
        Assert.That(await _world.Http.GetStringAsync("http://PROD-ALB-EU-1.us-east-1.elb.amazonaws.com/"), Is.EqualTo("eu"));
        Assert.That((await _world.Http.GetAsync("http://prod-alb-42.us-west-2.elb.amazonaws.com/")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _world.Http.GetAsync("http://other-1.us-east-1.elb.amazonaws.com/")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task The_host_header_alone_leads_to_it_too()
    {
        Listen(ElbCaller.Fixed("200", "prod"));
        using var direct = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, _world.Server.Url) { Headers = { Host = "prod-alb-123456789.us-east-1.elb.amazonaws.com" } };

        var answer = await direct.SendAsync(request);

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("prod"));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private string Listen(Action action) => _world.Elb.Listener(_world.Balancer, 80, action).ListenerArn;

    private async Task<string> TextAsync(string path) => await (await _world.Http.GetAsync(TrafficWorld.Host + path)).Content.ReadAsStringAsync();
}
