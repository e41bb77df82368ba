using System.Net;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Tests.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.Traffic;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StickinessTests : IAsyncDisposable
{
    private TrafficWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await TrafficWorld.StartAsync();

    [Test]
    public async Task A_client_stays_with_its_target_group_after_the_weights_are_swapped()
    {
        var listener = Listen(ElbCaller.Weighted(3600, (_world.Blue, 100), (_world.Green, 0)));
        await RunBothAsync();
        using var old = Client();
        var before = await VersionAsync(old);

        Modify(listener, ElbCaller.Weighted(3600, (_world.Blue, 0), (_world.Green, 100)));
        using var fresh = Client();
        var stayed = await VersionAsync(old);
        var came = await VersionAsync(fresh);

        Assert.That((before, stayed, came), Is.EqualTo(("v1", "v1", "v2")));
    }

    [Test]
    public async Task A_client_is_free_again_when_its_time_is_over()
    {
        var listener = Listen(ElbCaller.Weighted(60, (_world.Blue, 100), (_world.Green, 0)));
        await RunBothAsync();
        using var client = Client();
        await VersionAsync(client);
        Modify(listener, ElbCaller.Weighted(60, (_world.Blue, 0), (_world.Green, 100)));

        _world.Server.Clock.Advance(TimeSpan.FromSeconds(59));
        var within = await VersionAsync(client);
        _world.Server.Clock.Advance(TimeSpan.FromSeconds(59));
        var renewed = await VersionAsync(client);
        _world.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        var after = await VersionAsync(client);

        Assert.That((within, renewed, after), Is.EqualTo(("v1", "v1", "v2")), "each answer renews the cookie");
    }

    [Test]
    public async Task A_client_goes_on_when_its_target_group_is_in_the_action_no_more()
    {
        var listener = Listen(ElbCaller.Weighted(3600, (_world.Blue, 1)));
        await RunBothAsync();
        using var client = Client();
        await VersionAsync(client);

        Modify(listener, ElbCaller.Weighted(3600, (_world.Green, 1)));

        Assert.That(await VersionAsync(client), Is.EqualTo("v2"));
    }

    [Test]
    public async Task A_client_stays_with_its_target_while_that_is_healthy()
    {
        _world.Elb.Set(_world.Blue, ("stickiness.enabled", "true"), ("stickiness.lb_cookie.duration_seconds", "3600"));
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Blue, "10.0.1.2", "v2");
        await _world.AdvanceAsync(10);
        using var client = Client();

        var stayed = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            stayed.Add(await VersionAsync(client));
        }

        _world.Elb.Deregister(_world.Blue, "10.0.1.1");
        var after = await VersionAsync(client);

        Assert.That(stayed, Is.All.EqualTo("v1"));
        Assert.That(after, Is.EqualTo("v2"));
    }

    [Test]
    public async Task The_cookies_have_AWSs_names_and_last_for_the_duration()
    {
        _world.Elb.Set(_world.Blue, ("stickiness.enabled", "true"));
        Listen(ElbCaller.Weighted(60, (_world.Blue, 1)));
        _world.Run(_world.Blue, "10.0.1.1");
        await _world.AdvanceAsync(10);
        using var client = Client();
        using var answer = await client.GetAsync(TrafficWorld.Host + "/version");

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();

        Assert.That(cookies.Select(cookie => cookie.Split('=')[0]), Is.EqualTo(["AWSALBTG", "AWSALBTGCORS", "AWSALB", "AWSALBCORS"]));
        Assert.That(cookies[0], Does.EndWith($"; Expires={_world.Server.Account.Now.AddSeconds(60):R}; Path=/"));
        Assert.That(cookies[3], Does.EndWith($"; Expires={_world.Server.Account.Now.AddSeconds(86400):R}; Path=/; SameSite=None"));
    }

    [Test]
    public async Task Without_stickiness_there_are_no_cookies_and_those_of_a_client_do_not_count()
    {
        Listen(ElbCaller.Forward(_world.Blue));
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Blue, "10.0.1.2", "v2");
        await _world.AdvanceAsync(10);
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, TrafficWorld.Host + "/version");
        request.Headers.Add("Cookie", "AWSALB=garbage; AWSALBTG=bm9uc2Vuc2U=");

        using var answer = await client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>A client with cookies of its own.</summary>
    private HttpClient Client() => new(new SocketsHttpHandler { Proxy = new WebProxy(_world.Server.Url), UseProxy = true });

    private static async Task<string> VersionAsync(HttpClient client) => (await client.GetStringAsync(TrafficWorld.Host + "/version")).Split('"')[3];

    private async Task RunBothAsync()
    {
        _world.Run(_world.Blue, "10.0.1.1", "v1");
        _world.Run(_world.Green, "10.0.1.2", "v2");
        await _world.AdvanceAsync(10);
    }

    private string Listen(Amazon.ElasticLoadBalancingV2.Model.Action action) => _world.Elb.Listener(_world.Balancer, 80, action).ListenerArn;

    private void Modify(string listener, Amazon.ElasticLoadBalancingV2.Model.Action action) =>
        _world.Elb.Listeners.ModifyListener(new ModifyListenerRequest { ListenerArn = listener, DefaultActions = [action] }, _world.Elb.East);
}
