using System.Text.Json;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Tests.Fixtures.Pipelines.Running;

public sealed class MessengerTests
{
    private WireMockServer _slack = null!;
    private SmallRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _slack = WireMockServer.Start();
        _slack.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(200).WithBody("ok"));
        _run = new SmallRun
        {
            ReportUrl = new Uri("https://reports.example/release?id=7&page=1"),
            Options = PipelineWorld.Options with { Variable = name => name == "VERIFICATION_SECRET_HOOK" ? $"{_slack.Url}/services/T0/B0/very-secret" : null },
        };
    }

    [TearDown]
    public void TearDown()
    {
        _slack.Dispose();
        _run.Dispose();
    }

    [TestCase("exit 1", "PipelineFailed", 1)]
    [TestCase("exit 1", "PipelineSuccess", 0)]
    [TestCase("exit 0", "PipelineSuccess", 1)]
    [TestCase("exit 0", "AllEvents", 4)]
    [TestCase("exit 1", "StepFailed", 1)]
    public async Task A_rule_tells_of_its_events(string script, string kind, int messages)
    {
        await _run.RunAsync(Yaml(script, kind));

        Assert.That(_slack.LogEntries, Has.Count.EqualTo(messages), () => string.Join('\n', _run.Events.Select(one => one.Text)));
    }

    [Test]
    public async Task A_message_says_what_happened_where_and_nothing_secret()
    {
        await _run.RunAsync(Yaml("echo cannot <+secrets.getValue(\"hook\")> >&2; exit 1", "PipelineFailed"));

        var body = _slack.LogEntries.Single().RequestMessage!.Body!;
        Assert.That(body, Does.Contain("Small").And.Contain("Failed").And.Contain("One: Failed").And.Contain("exit code 1").And.Contain("run-1"));
        Assert.That(JsonElement.Parse(body).GetProperty("text").GetString(), Does.EndWith("\nreport https://reports.example/release?id=7&amp;page=1"), "Slack's markup");
        Assert.That(body, Does.Not.Contain("very-secret"));
        Assert.That(_run.Events.Select(one => one.Text), Has.None.Contains("very-secret"));
        Assert.That(File.ReadAllText(Path.Combine(_run.Folder, "messages.jsonl")), Does.Contain("run-1/told/PipelineFailed").And.Not.Contain("very-secret"));
    }

    [Test]
    public async Task The_same_run_again_sends_nothing_twice()
    {
        await _run.RunAsync(Yaml("exit 1", "PipelineFailed"));
        await _run.RunAsync(Yaml("exit 1", "PipelineFailed"));

        Assert.That(_slack.LogEntries, Has.Count.EqualTo(1));
        Assert.That(_run.Events.Select(one => one.Text), Has.Some.Contains("SentBefore"));
    }

    [Test]
    public async Task Without_its_secret_the_run_goes_on_and_says_what_to_set()
    {
        using var run = new SmallRun();

        var result = await run.RunAsync(Yaml("exit 0", "PipelineSuccess"));

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success));
        Assert.That(run.Events.Select(one => one.Text), Has.Some.Contains("VERIFICATION_SECRET_HOOK"));
    }

    private static string Yaml(string script, string kind) => PipelineWorld.OneStage(PipelineWorld.Script("a", script), pipelineKeys: $"""
        notificationRules:
          - name: Told
            identifier: told
            pipelineEvents:
              - type: {kind}
            notificationMethod:
              type: Slack
              spec:
                webhookUrl: <+secrets.getValue("hook")>
        """);
}
