using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Sandbox.Tasks;

namespace Verification.Tests.Sandbox.Hosting;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OwnPagesTests : IAsyncDisposable
{
    private SandboxCaller _sandbox = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _sandbox = await SandboxCaller.StartAsync();
        _sandbox.Server.Tasks.Start(new TaskEndpoint
        {
            TaskArn = "arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/abc",
            VpcId = "vpc-1",
            Address = IPAddress.Parse("10.0.1.17"),
            Port = 8083,
            Service = "notification-service",
            Version = "v1.2.3",
        });
    }

    [Test]
    public async Task Health_has_the_shape_of_localstack()
    {
        var answer = await _sandbox.GetAsync("/_localstack/health");

        var health = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string?)health["services"]!["elasticloadbalancing"], Is.EqualTo("running"));
        Assert.That((string?)health["edition"], Is.EqualTo("sandbox"));
        Assert.That((string?)health["version"], Does.Match(@"^\d+\.\d+\.\d+$"));
    }

    [Test]
    public async Task Tasks_are_shown_with_both_of_their_addresses()
    {
        var task = JsonNode.Parse(await (await _sandbox.GetAsync("/_sandbox/tasks")).Content.ReadAsStringAsync())!.AsArray().Single()!;

        Assert.That(((string?)task["address"], (int?)task["port"], (string?)task["version"]), Is.EqualTo(("10.0.1.17", 8083, "v1.2.3")));
        Assert.That((string?)task["loopback"], Does.StartWith("127."));
    }

    [Test]
    public async Task A_task_shows_how_it_misbehaves()
    {
        await _sandbox.AddFaultAsync("""{"kind":"never-healthy","task":"abc","status":500}""");

        var task = JsonNode.Parse(await (await _sandbox.GetAsync("/_sandbox/tasks")).Content.ReadAsStringAsync())!.AsArray().Single()!;

        Assert.That(task["behaviour"]!.ToJsonString(), Is.EqualTo("""{"healthStatus":500}"""));
    }

    [Test]
    public async Task A_reset_leaves_nothing_behind()
    {
        var created = await _sandbox.JsonAsync("AmazonEC2ContainerRegistry_V20150921.CreateRepository", """{"repositoryName":"app"}""", SandboxCaller.Authorization("ecr"));

        var answer = await _sandbox.PostJsonAsync("/_sandbox/reset?seed=none", "");

        var repositories = await _sandbox.JsonAsync("AmazonEC2ContainerRegistry_V20150921.DescribeRepositories", "{}", SandboxCaller.Authorization("ecr"));
        Assert.That((created.StatusCode, answer.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(await repositories.Content.ReadAsStringAsync(), Is.EqualTo("""{"repositories":[]}"""));
        Assert.That(_sandbox.Server.Tasks.All, Is.Empty);
    }

    [Test]
    public async Task A_reset_to_a_seed_that_does_not_exist_changes_nothing()
    {
        var answer = await _sandbox.PostJsonAsync("/_sandbox/reset?seed=nobody", "");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("nobody"));
        Assert.That(_sandbox.Server.Tasks.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_page_that_does_not_exist_says_which_do() =>
        Assert.That(await (await _sandbox.GetAsync("/_sandbox/nowhere")).Content.ReadAsStringAsync(), Does.Contain("GET /_sandbox/tasks"));

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();
}
