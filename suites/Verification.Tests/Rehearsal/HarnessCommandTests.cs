using NUnit.Framework;
using Verification.Rehearsal.Commands;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Tests.Rehearsal;

/// <summary>The command against a double of Harness's API, to which the environment leads.</summary>
[NonParallelizable]
public sealed class HarnessCommandTests
{
    private const string Execution = "/pipeline/api/pipelines/execution/v2/e1";

    private WireMockServer _harness = null!;

    [SetUp]
    public void SetUp()
    {
        _harness = WireMockServer.Start();
        Set(_harness.Url, "acc", "pat.secret");
        _harness.Given(Request.Create().WithPath("/pipeline/api/pipeline/execute/deploy").UsingPost().WithHeader("x-api-key", "pat.secret"))
            .RespondWith(Response.Create().WithBody("""{"status":"SUCCESS","data":{"planExecution":{"uuid":"e1","status":"RUNNING"}},"correlationId":"c"}"""));
    }

    [TearDown]
    public void TearDown()
    {
        Set(null, null, null);
        _harness.Dispose();
    }

    [TestCase("Success", ExitCode.Promote)]
    [TestCase("Failed", ExitCode.Hold)]
    [TestCase("ApprovalRejected", ExitCode.Hold)]
    public async Task Trigger_waits_for_the_end_and_says_by_its_exit_code_how_it_was(string status, int exitCode)
    {
        _harness.Given(Request.Create().WithPath(Execution).UsingGet()).InScenario("s").WillSetStateTo("ended").RespondWith(Status("Running"));
        _harness.Given(Request.Create().WithPath(Execution).UsingGet()).InScenario("s").WhenStateIs("ended").RespondWith(Status(status));

        var result = await CliResult.RunAsync(["harness", "trigger", "deploy", "--wait", "--interval", "1"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString);
        Assert.That(result.Output, Does.Match($"^e1 RUNNING http.*/deployments/e1/pipeline\\ne1 Running\\ne1 {status}\\n$"));
        Assert.That(result.ToString(), Does.Not.Contain("pat.secret"));
    }

    [Test]
    public async Task What_does_not_end_in_time_is_not_known()
    {
        _harness.Given(Request.Create().WithPath(Execution).UsingGet()).RespondWith(Status("ApprovalWaiting"));

        var result = await CliResult.RunAsync(["harness", "trigger", "deploy", "--wait", "--interval", "1", "--timeout", "1"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("has not ended within").And.Contain("ApprovalWaiting"));
    }

    [Test]
    public async Task Without_a_wait_it_is_started_with_its_inputs_and_no_question_is_asked()
    {
        var inputs = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(inputs, "pipeline:\n  identifier: deploy\n");

            var result = await CliResult.RunAsync(["harness", "trigger", "deploy", "--inputs", inputs], CancellationToken.None);

            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
            Assert.That(_harness.LogEntries.Single().RequestMessage!.Body, Is.EqualTo("pipeline:\n  identifier: deploy\n"));
        }
        finally
        {
            File.Delete(inputs);
        }
    }

    [TestCase("--interval")]
    [TestCase("--timeout")]
    public async Task No_time_at_all_is_refused(string option) =>
        Assert.That((await CliResult.RunAsync(["harness", "trigger", "deploy", option, "0"], CancellationToken.None)).ExitCode, Is.EqualTo(ExitCode.Usage));

    private static IResponseBuilder Status(string status) =>
        Response.Create().WithBody("""{"status":"SUCCESS","data":{"pipelineExecutionSummary":{"planExecutionId":"e1","status":"STATUS"}}}""".Replace("STATUS", status, StringComparison.Ordinal));

    private static void Set(string? url, string? account, string? key)
    {
        Environment.SetEnvironmentVariable("HARNESS_URL", url);
        Environment.SetEnvironmentVariable("HARNESS_ACCOUNT_ID", account);
        Environment.SetEnvironmentVariable("HARNESS_API_KEY", key);
    }
}
