using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Verification.Sandbox.Tasks;

namespace Verification.Tests.Sandbox.Tasks;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TaskListenersTests : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private TaskListeners _tasks = null!;

    [SetUp]
    public async Task StartAsync() => _tasks = await TaskListeners.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, default);

    [Test]
    public async Task A_task_answers_health_version_and_who_it_is()
    {
        var url = Url(Start());

        Assert.That(await _http.GetStringAsync(url + "/health"), Is.EqualTo("""{"status":"healthy"}"""));
        Assert.That(await _http.GetStringAsync(url + "/version"), Is.EqualTo("""{"version":"v1.2.3","service":"notification-service"}"""));
        Assert.That((string?)(await _http.GetFromJsonAsync<JsonNode>(url + "/"))!["task"], Is.EqualTo("task1"));
    }

    [Test]
    public async Task Another_path_is_not_found_and_another_method_not_allowed()
    {
        var url = Url(Start());

        Assert.That((await _http.GetAsync(url + "/nowhere")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _http.PostAsync(url + "/health", null)).StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Each_task_has_an_address_of_its_own_and_answers_for_itself()
    {
        var first = Start("10.0.1.17", task: "task1", version: "v1");
        var second = Start("10.0.1.18", task: "task2", version: "v2");

        Assert.That(_tasks.Resolve("vpc-1", first.Address, 8083), Is.Not.EqualTo(_tasks.Resolve("vpc-1", second.Address, 8083)));
        Assert.That(await _http.GetStringAsync(Url(first) + "/version"), Does.Contain("v1"));
        Assert.That(await _http.GetStringAsync(Url(second) + "/version"), Does.Contain("v2"));
    }

    [Test]
    public void The_same_private_address_in_two_vpcs_is_two_tasks()
    {
        var east = Start(vpc: "vpc-1");
        var west = Start(vpc: "vpc-2", task: "task2");

        Assert.That(_tasks.Resolve("vpc-1", east.Address, 8083), Is.Not.EqualTo(_tasks.Resolve("vpc-2", west.Address, 8083)));
        Assert.That(_tasks.At(east.Address, 8083), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_second_listener_at_the_same_place_is_refused()
    {
        Start();

        Assert.That(() => Start(task: "task2"), Throws.ArgumentException.With.Message.Contains("10.0.1.17:8083 of vpc-1 has a listener already"));
    }

    [Test]
    public void A_port_below_1024_is_listened_on_whatever_port_it_takes()
    {
        var endpoint = Start(port: 80);

        Assert.That(async () => await _http.GetStringAsync(Url(endpoint) + "/health"), Does.Contain("healthy"));
    }

    [Test]
    public async Task A_stopped_task_is_at_no_address_and_refuses()
    {
        var endpoint = Start();
        var url = Url(endpoint);
        await _http.GetStringAsync(url + "/health");

        _tasks.Stop(endpoint.TaskArn);

        Assert.That(_tasks.Resolve("vpc-1", endpoint.Address, 8083), Is.Null);
        Assert.That(async () => await _http.GetStringAsync(url + "/health"), Throws.TypeOf<HttpRequestException>());
    }

    [Test]
    public async Task A_task_that_does_not_listen_refuses_and_listens_again_at_the_same_address()
    {
        var endpoint = Start();
        var before = Url(endpoint);
        await _http.GetStringAsync(before + "/health");

        _tasks.Behave("task1", new TaskBehaviour { Listening = false });
        Assert.That(async () => await _http.GetStringAsync(before + "/health"), Throws.TypeOf<HttpRequestException>());
        _tasks.Behave("10.0.1.17", TaskBehaviour.Good);

        Assert.That(Url(endpoint), Is.EqualTo(before));
        Assert.That(await _http.GetStringAsync(before + "/health"), Does.Contain("healthy"));
    }

    [Test]
    public async Task A_task_can_be_made_unhealthy_with_any_body()
    {
        var endpoint = Start();

        _tasks.Behave(endpoint.TaskArn, new TaskBehaviour { HealthStatus = 503 });
        var answer = await _http.GetAsync(Url(endpoint) + "/health");
        _tasks.Behave(endpoint.TaskArn, new TaskBehaviour { HealthBody = "ok" });
        var body = await _http.GetStringAsync(Url(endpoint) + "/health");

        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, """{"status":"unhealthy"}""")));
        Assert.That(body, Is.EqualTo("ok"));
    }

    [Test]
    public async Task A_task_can_say_another_version_in_ten_megabytes_that_are_still_json()
    {
        const int Megabytes = 10 * 1024 * 1024;
        var endpoint = Start();
        _tasks.Behave(endpoint.TaskArn, new TaskBehaviour { Version = "v0", PadBytes = Megabytes });

        var body = await _http.GetStringAsync(Url(endpoint) + "/version");

        Assert.That(body, Has.Length.GreaterThan(Megabytes));
        Assert.That((string?)JsonNode.Parse(body)!["version"], Is.EqualTo("v0"));
    }

    [Test]
    public void A_behaviour_for_a_task_that_does_not_run_is_not_taken() =>
        Assert.That(_tasks.Behave("task9", TaskBehaviour.Good), Is.False);

    [Test]
    public async Task Two_sandboxes_with_the_same_addresses_do_not_meet()
    {
        await using var other = await TaskListeners.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, default);
        var here = Start(version: "here");
        other.Start(here with { Version = "there" });

        Assert.That(await _http.GetStringAsync(Url(here) + "/version"), Does.Contain("here"));
        Assert.That(await _http.GetStringAsync($"http://{other.Resolve("vpc-1", here.Address, 8083)}/version"), Does.Contain("there"));
    }

    [Test]
    public async Task Hundreds_of_tasks_run_at_once()
    {
        var endpoints = Enumerable.Range(0, 300).Select(i => Start($"10.0.{i / 250}.{i % 250}", task: $"task{i}", version: $"v{i}")).ToList();

        var versions = await Task.WhenAll(endpoints.Select(endpoint => _http.GetStringAsync(Url(endpoint) + "/version")));

        Assert.That(versions.Select((body, i) => body.Contains($"\"v{i}\"", StringComparison.Ordinal)), Is.All.True);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _tasks.DisposeAsync();
    }

    private TaskEndpoint Start(string address = "10.0.1.17", int port = 8083, string vpc = "vpc-1", string task = "task1", string version = "v1.2.3")
    {
        var endpoint = new TaskEndpoint
        {
            TaskArn = $"arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/{task}",
            VpcId = vpc,
            Address = IPAddress.Parse(address),
            Port = port,
            Service = "notification-service",
            Version = version,
        };
        _tasks.Start(endpoint);
        return endpoint;
    }

    private string Url(TaskEndpoint endpoint) => $"http://{_tasks.Resolve(endpoint.VpcId, endpoint.Address, endpoint.Port)}";
}
