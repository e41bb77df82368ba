using System.Net;
using NUnit.Framework;
using Verification.Sandbox.Tasks;
using Verification.Tests.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Faults;

/// <summary>Each kind of fault that changes how a task answers.</summary>
public sealed class TaskBehaviourFaultsTests
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });

    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _sandbox = await SandboxCaller.StartAsync();
        Start("one", "10.0.1.17", "v1");
        Start("two", "10.0.1.18", "v2");
    }

    [TearDown]
    public Task MendAsync() => _sandbox.DeleteAsync("/_sandbox/faults");

    [TestCase("""{"kind":"never-healthy"}""", "/health", 503, """{"status":"unhealthy"}""")]
    [TestCase("""{"kind":"never-healthy","status":500}""", "/health", 500, """{"status":"unhealthy"}""")]
    [TestCase("""{"kind":"health-answer","body":"{\"status\":\"DOWN\"}"}""", "/health", 200, """{"status":"DOWN"}""")]
    [TestCase("""{"kind":"wrong-version","answers":"v0"}""", "/version", 200, """{"version":"v0","service":"web"}""")]
    [TestCase("""{"kind":"version-endpoint-broken"}""", "/version", 500, """{"error":"internal error"}""")]
    [TestCase("""{"kind":"version-endpoint-broken","status":404}""", "/version", 404, """{"error":"internal error"}""")]
    [TestCase("""{"kind":"error-rate","percent":100,"status":502}""", "/version", 502, """{"error":"internal error"}""")]
    [TestCase("""{"kind":"cut-connections","percent":100}""", "/health", 200, """{"status":"healthy"}""")]
    [TestCase("""{"kind":"error-rate","percent":100}""", "/health", 200, """{"status":"healthy"}""")]
    [TestCase("""{"kind":"latency","milliseconds":1}""", "/health", 200, """{"status":"healthy"}""")]
    [TestCase("""{"kind":"large-answers","bytes":3}""", "/health", 200, """{"status":"healthy"}   """)]
    public async Task A_task_answers_as_its_fault_says_and_well_again_without_it(string fault, string path, int status, string body)
    {
        await _sandbox.AddFaultAsync(fault);
        var faulty = await GetAsync("one", path);
        await MendAsync();

        Assert.That(faulty, Is.EqualTo(((HttpStatusCode)status, body)));
        Assert.That(Listener("one").Behaviour, Is.EqualTo(TaskBehaviour.Good));
        Assert.That((await GetAsync("one", path)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("task", "one")]
    [TestCase("task", "10.0.1.17")]
    [TestCase("task", "arn:aws:ecs:us-east-1:123456789012:task/prod/one")]
    [TestCase("version", "v1")]
    public async Task Only_the_task_that_it_names_is_concerned(string field, string name)
    {
        await _sandbox.AddFaultAsync($$"""{"kind":"dead-port","{{field}}":"{{name}}"}""");

        Assert.That(() => GetAsync("one", "/health"), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await GetAsync("two", "/health")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("""{"kind":"never-healthy","region":"us-west-2"}""")]
    [TestCase("""{"kind":"never-healthy","cluster":"dev"}""")]
    [TestCase("""{"kind":"never-healthy","ecsService":"api"}""")]
    [TestCase("""{"kind":"never-healthy","probability":0}""")]
    public async Task A_task_that_it_does_not_name_is_not_concerned(string fault)
    {
        await _sandbox.AddFaultAsync(fault);

        Assert.That((await GetAsync("one", "/health")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_share_of_the_answers_are_errors_and_the_same_ones_for_the_same_seed()
    {
        var first = await StatusesAsync("""{"kind":"error-rate","percent":30,"seed":5}""");
        var again = await StatusesAsync("""{"kind":"error-rate","percent":30,"seed":5}""");

        Assert.That(first.Count(status => status == HttpStatusCode.InternalServerError), Is.InRange(10, 50));
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public async Task Unhealthy_later_is_healthy_until_then()
    {
        await _sandbox.AddFaultAsync("""{"kind":"unhealthy-later","seconds":30,"status":500}""");

        await AdvanceAsync(29);
        var before = await GetAsync("one", "/health");
        await AdvanceAsync(1);
        var after = await GetAsync("one", "/health");

        Assert.That((before.Status, after.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.InternalServerError)));
    }

    [Test]
    public async Task A_slow_start_listens_when_its_time_has_come_and_who_started_long_ago_listens()
    {
        await _sandbox.AddFaultAsync("""{"kind":"slow-start","seconds":20}""");
        Start("late", "10.0.1.19", "v3");
        await AdvanceAsync(1);

        var early = Listener("late").Behaviour.Listening;
        await AdvanceAsync(19);

        Assert.That((early, Listener("one").Behaviour.Listening), Is.EqualTo((false, true)));
        Assert.That((await GetAsync("late", "/health")).Status, Is.EqualTo(HttpStatusCode.OK));
        _sandbox.Server.Tasks.Stop("late");
    }

    [Test]
    public async Task A_task_is_well_again_when_the_faults_time_is_over()
    {
        await _sandbox.AddFaultAsync("""{"kind":"dead-port","durationSeconds":10}""");

        await AdvanceAsync(10);

        Assert.That((await GetAsync("one", "/health")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    private void Start(string id, string address, string version) => _sandbox.Server.Tasks.Start(new TaskEndpoint
    {
        TaskArn = "arn:aws:ecs:us-east-1:123456789012:task/prod/" + id,
        VpcId = "vpc-1",
        Address = IPAddress.Parse(address),
        Port = 8083,
        Service = "web",
        Version = version,
        StartedAt = id == "late" ? _sandbox.Server.Account.Now : _sandbox.Server.Account.Now.AddHours(-1),
    });

    private TaskListener Listener(string id) => _sandbox.Server.Tasks.Of(id).Single();

    private Task AdvanceAsync(int seconds) => _sandbox.Server.AdvanceAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string id, string path)
    {
        using var answer = await _http.GetAsync($"http://{Listener(id).Loopback}{path}");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<List<HttpStatusCode>> StatusesAsync(string fault)
    {
        await _sandbox.AddFaultAsync(fault);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++)
        {
            statuses.Add((await GetAsync("one", "/version")).Status);
        }

        await MendAsync();
        return statuses;
    }
}
