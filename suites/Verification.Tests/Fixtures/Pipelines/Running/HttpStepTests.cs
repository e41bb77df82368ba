using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Tests.Fixtures.Pipelines.Running;

public sealed class HttpStepTests
{
    private WireMockServer _server = null!;
    private SmallRun _run = null!;

    [SetUp]
    public void SetUp() => (_server, _run) = (WireMockServer.Start(), new SmallRun());

    [TearDown]
    public void TearDown()
    {
        _server.Dispose();
        _run.Dispose();
    }

    [TestCase(200, null, RunStatus.Success)]
    [TestCase(503, null, RunStatus.Failed)]
    [TestCase(503, "<+httpResponseCode> == 503", RunStatus.Success)]
    [TestCase(200, "<+httpResponseBody> == 'well'", RunStatus.Success)]
    [TestCase(200, "<+httpResponseBody> == 'ill'", RunStatus.Failed)]
    public async Task An_answer_is_judged_by_the_assertion_or_its_status(int status, string? assertion, RunStatus expected)
    {
        _server.Given(Request.Create().WithPath("/health").UsingGet()).RespondWith(Response.Create().WithStatusCode(status).WithBody("well"));

        var result = await _run.RunAsync(PipelineWorld.OneStage(Step(assertion is null ? "" : $"assertion: {assertion}")
            + "\n" + PipelineWorld.Script("after", "echo <+steps.ask.output.httpResponseCode>", "when:\n  stageStatus: All")));

        Assert.That(result.Stages[0].Steps[0].Status, Is.EqualTo(expected), result.Why);
        Assert.That(_run.Output.Last(), Is.EqualTo($"{status}"));
    }

    [Test]
    public async Task Nobody_there_is_a_failure_of_the_connection()
    {
        _server.Stop();

        var result = await _run.RunAsync(PipelineWorld.OneStage(Step("")));

        Assert.That(result.Stages[0].Steps[0].Status, Is.EqualTo(RunStatus.Failed));
        Assert.That(result.Why, Does.Contain($"/health"));
    }

    private string Step(string specKeys) => $"""
        - step:
            type: Http
            name: Ask
            identifier: ask
            timeout: 10s
            spec:
              url: {_server.Url}/health
              method: GET
        {PipelineWorld.Indented(specKeys, 6)}
        """;
}
