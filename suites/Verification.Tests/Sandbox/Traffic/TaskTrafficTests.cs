using System.Net;
using NUnit.Framework;
using Verification.Sandbox.Tasks;

namespace Verification.Tests.Sandbox.Traffic;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TaskTrafficTests : IAsyncDisposable
{
    private TrafficWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await TrafficWorld.StartAsync();

    [Test]
    public async Task A_tasks_private_address_can_be_called_through_the_sandbox()
    {
        _world.Run(_world.Blue, "10.0.1.17");

        Assert.That(await _world.Http.GetStringAsync("http://10.0.1.17:8083/health"), Is.EqualTo("""{"status":"healthy"}"""));
    }

    [Test]
    public async Task A_large_answer_comes_through_whole()
    {
        _world.Run(_world.Blue, "10.0.1.17");
        _world.Server.Tasks.Behave("10.0.1.17", new TaskBehaviour { PadBytes = 10 * 1024 * 1024 });

        Assert.That(await _world.Http.GetByteArrayAsync("http://10.0.1.17:8083/version"), Has.Length.GreaterThan(10 * 1024 * 1024));
    }

    [Test]
    public async Task A_task_that_refuses_is_502_in_words()
    {
        _world.Run(_world.Blue, "10.0.1.17");
        _world.Server.Tasks.Behave("10.0.1.17", new TaskBehaviour { Listening = false });

        var answer = await _world.Http.GetAsync("http://10.0.1.17:8083/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("10.0.1.17:8083 did not answer: Connection refused"));
    }

    [TestCase("http://10.0.1.17:8084/")]
    [TestCase("http://10.0.1.18:8083/")]
    public async Task An_address_that_no_task_has_is_refused(string url)
    {
        _world.Run(_world.Blue, "10.0.1.17");

        var answer = await _world.Http.GetAsync(url);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith($"No running task of the sandbox listens on {new Uri(url).Authority}."));
    }

    [Test]
    public async Task An_address_that_tasks_of_two_vpcs_have_is_ambiguous()
    {
        _world.Run(_world.Blue, "10.0.1.17");
        _world.Server.Tasks.Start(_world.Server.Tasks.All[0].Endpoint with { VpcId = "vpc-other", TaskArn = "arn:aws:ecs:us-west-2:123456789012:task/analytics-cluster/2" });

        var answer = await _world.Http.GetAsync("http://10.0.1.17:8083/health");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
