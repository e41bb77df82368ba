using NUnit.Framework;
using Verification.Fixtures.Harness;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Tests.Fixtures.Harness;

public sealed class HarnessClientTests
{
    private WireMockServer _harness = null!;
    private HttpMessageInvoker _http = null!;
    private HarnessClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _harness = WireMockServer.Start();
        _http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        _client = new HarnessClient(_http, new HarnessOptions { Url = new Uri(_harness.Url!), Account = "acc", ApiKey = "pat.secret" }, TimeProvider.System);
    }

    [TearDown]
    public void TearDown()
    {
        _harness.Dispose();
        _http.Dispose();
    }

    [Test]
    public async Task A_pipeline_is_started_with_its_inputs()
    {
        _harness.Given(Request.Create().WithPath("/pipeline/api/pipeline/execute/deploy").UsingPost()
                .WithParam("accountIdentifier", "acc").WithParam("orgIdentifier", "default").WithParam("projectIdentifier", "default").WithParam("moduleType", "CD")
                .WithHeader("x-api-key", "pat.secret"))
            .RespondWith(Response.Create().WithBody("""{"status":"SUCCESS","data":{"planExecution":{"uuid":"e1","status":"RUNNING"}}}"""));

        var execution = await _client.ExecuteAsync("deploy", "pipeline: {}", CancellationToken.None);

        Assert.That((execution.Id, execution.Status, execution.IsFinal), Is.EqualTo(("e1", "RUNNING", false)));
        Assert.That(_harness.LogEntries.Single().RequestMessage!.Body, Is.EqualTo("pipeline: {}"));
        Assert.That(execution.Url.AbsolutePath, Is.EqualTo("/ng/account/acc/cd/orgs/default/projects/default/deployments/e1/pipeline"));
    }

    [Test]
    public async Task An_execution_is_waited_for_until_it_has_ended()
    {
        Status("Running", "", "two");
        Status("Success", "two", "two");

        var ended = await _client.WaitAsync("e1", TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(1), progress: null, CancellationToken.None);

        Assert.That((ended.Status, ended.IsSuccess), Is.EqualTo(("Success", true)));
    }

    [Test]
    public async Task A_gateway_that_is_away_for_a_while_does_not_end_the_wait()
    {
        var asked = 0;
        _harness.Given(Request.Create().WithPath("/pipeline/api/pipelines/execution/v2/e1").UsingGet())
            .RespondWith(Response.Create().WithCallback(_ => Interlocked.Increment(ref asked) switch
            {
                <= 3 => new WireMock.ResponseMessage { StatusCode = 503 },
                _ => new WireMock.ResponseMessage { StatusCode = 200, BodyData = Json("""{"data":{"pipelineExecutionSummary":{"status":"Success"}}}""") },
            }));

        var ended = await _client.WaitAsync("e1", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), progress: null, CancellationToken.None);

        Assert.That((ended.Status, asked), Is.EqualTo(("Success", 4)));
    }

    [TestCase(503, 6)]
    [TestCase(404, 1)]
    public void A_wait_ends_where_nobody_answers_for_long_or_there_is_nothing_to_wait_for(int status, int questions)
    {
        _harness.Given(Request.Create().UsingGet()).RespondWith(Response.Create().WithStatusCode(status));

        Assert.That(
            async () => await _client.WaitAsync("e1", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), progress: null, CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"Harness answers {status}"));
        Assert.That(_harness.LogEntries, Has.Count.EqualTo(questions));
    }

    // Harness's own list of them (ExecutionStatus of its pipeline service).
    [TestCase("Running AsyncWaiting TaskWaiting TimedWaiting NotStarted Discontinuing Queued Paused ResourceWaiting InterventionWaiting ApprovalWaiting WaitStepRunning QueuedLicenseLimitReached QueuedExecutionConcurrencyReached Pausing InputWaiting UploadWaiting", false, false)]
    [TestCase("Failed Errored Expired Aborted AbortedByFreeze Suspended Skipped ApprovalRejected", true, false)]
    [TestCase("Success IgnoreFailed", true, true)]
    public void A_status_has_ended_or_not_and_well_or_not(string statuses, bool isFinal, bool isSuccess) => Assert.That(
        statuses.Split(' ').Select(status => new PipelineExecutionStatus("e1", status, new Uri("http://harness"))).Where(one => (one.IsFinal, one.IsSuccess) != (isFinal, isSuccess)), Is.Empty);

    [Test]
    public void A_wait_that_is_too_long_says_what_was_last_seen()
    {
        Status("ApprovalWaiting", "", "");

        Assert.That(
            async () => await _client.WaitAsync("e1", TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), progress: null, CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.Contains("ApprovalWaiting").And.Message.Contains("looks"));
    }

    [Test]
    public async Task Delegates_are_connected_or_not()
    {
        _harness.Given(Request.Create().WithPath("/ng/api/delegate-setup/listDelegates").UsingPost())
            .RespondWith(Response.Create().WithBody("""{"resource":[{"name":"delegate-prod","connected":true,"tags":["prod","us-east-1"]},{"name":"delegate-analytics","connected":false}]}"""));

        var delegates = await _client.DelegatesAsync(CancellationToken.None);

        Assert.That(delegates.Select(one => (one.Name, one.IsConnected, one.Tags.Length)), Is.EqualTo([("delegate-prod", true, 2), ("delegate-analytics", false, 0)]));
    }

    [Test]
    public async Task An_execution_is_aborted()
    {
        _harness.Given(Request.Create().WithPath("/pipeline/api/pipeline/execute/interrupt/e1").UsingPut().WithParam("interruptType", "AbortAll"))
            .RespondWith(Response.Create().WithBody("{}"));

        await _client.AbortAsync("e1", CancellationToken.None);

        Assert.That(_harness.LogEntries, Has.Count.EqualTo(1));
    }

    [TestCase(401, """{"message":"Token is not valid"}""", "401: Token is not valid. Does HARNESS_API_KEY fit")]
    [TestCase(500, "oops", "500")]
    [TestCase(200, "<html>", "no JSON")]
    [TestCase(200, "{}", "has no data")]
    [TestCase(200, """{"data":{"pipelineExecutionSummary":{"status":5}}}""", "status is no text")]
    public void What_is_no_answer_of_the_API_is_an_error(int status, string body, string expected)
    {
        _harness.Given(Request.Create().UsingGet()).RespondWith(Response.Create().WithStatusCode(status).WithBody(body));

        Assert.That(
            async () => await _client.GetAsync("e1", CancellationToken.None),
            Throws.TypeOf<HarnessException>().With.Message.Contains(expected).And.Message.Not.Contains("pat.secret"));
    }

    [Test]
    public void A_pipeline_is_never_started_twice_for_one_call()
    {
        _harness.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(503));

        Assert.That(async () => await _client.ExecuteAsync("deploy", "", CancellationToken.None), Throws.TypeOf<HarnessException>());
        Assert.That(_harness.LogEntries, Has.Count.EqualTo(1));
    }

    [Test]
    public void Without_account_or_key_it_says_what_to_set()
    {
        Assert.That(() => HarnessOptions.FromEnvironment(_ => null), Throws.TypeOf<HarnessException>().With.Message.Contains("HARNESS_ACCOUNT_ID"));
        Assert.That(
            () => HarnessOptions.FromEnvironment(name => name == "HARNESS_URL" ? "http://harness.example.com" : "x"),
            Throws.TypeOf<HarnessException>().With.Message.Contains("https"));
    }

    private static WireMock.Util.BodyData Json(string text) => new() { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = text };

    private void Status(string status, string when, string then)
    {
        var given = _harness.Given(Request.Create().WithPath("/pipeline/api/pipelines/execution/v2/e1").UsingGet()).InScenario("s");
        var scenario = when.Length == 0 ? given : given.WhenStateIs(when);
        (then.Length == 0 ? scenario : scenario.WillSetStateTo(then))
            .RespondWith(Response.Create().WithBody("{\"data\":{\"pipelineExecutionSummary\":{\"status\":\"" + status + "\"}}}"));
    }
}
