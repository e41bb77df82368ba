using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;

namespace Verification.Tests.Fixtures.Pipelines.Running;

public sealed class ShellScriptTests
{
    private SmallRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new SmallRun();

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public async Task A_script_gets_the_targets_environment_and_its_delegates_region()
    {
        var result = await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script(
            "env",
            "echo \"$AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_REGION $VERIFICATION $GREETING ${VERIFICATION_SECRET_TOKEN-none}\"",
            specKeys: "delegateSelectors: [delegate-analytics]\nenvironmentVariables:\n  - name: GREETING\n    type: String\n    value: hello <+pipeline.name>")));

        Assert.That(_run.Output, Is.EqualTo(["http://127.0.0.1:9 key us-west-2 verification-here hello Small none"]));
        Assert.That(result.Status, Is.EqualTo(RunStatus.Success));
    }

    [Test]
    public async Task Outputs_reach_later_steps_and_stages_and_secret_ones_are_hidden()
    {
        const string Outputs = "outputVariables:\n  - name: out\n    type: String\n    value: answer\n  - name: hidden\n    type: Secret\n    value: hidden";
        var yaml = PipelineWorld.OneStage(
            PipelineWorld.Script("first", "answer=$'two\\nlines'\nhidden=tell-nobody", specKeys: Outputs)
            + "\n" + PipelineWorld.Script("second", "echo '<+steps.first.output.outputVariables.out>'\necho <+pipeline.stages.one.spec.execution.steps.first.output.outputVariables.hidden>"));

        await _run.RunAsync(yaml);

        Assert.That(_run.Output, Is.EqualTo(["two", "lines", "**************"]));
        Assert.That(_run.Events.Select(one => one.Text), Has.None.Contains("tell-nobody"));
    }

    [Test]
    public async Task A_secret_is_used_and_never_shown()
    {
        var result = await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script(
            "secret", "test '<+secrets.getValue(\"token\")>' = s3cret-token || exit 9\necho s3cret-token\necho s3cret-token >&2\nexit 1")));

        Assert.That(result.Why, Does.Contain("exit code 1").And.Not.Contain("s3cret-token"));
        Assert.That(_run.Output, Is.EqualTo(["**************", "**************"]));
    }

    [Test]
    public async Task A_failed_script_says_its_exit_code_and_last_word()
    {
        var result = await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script("fails", "echo working\necho 'ERROR: no tasks'\nexit 7")));

        Assert.That(result.Status, Is.EqualTo(RunStatus.Failed));
        Assert.That(result.Why, Is.EqualTo("One: fails: the script ended with exit code 7: ERROR: no tasks"));
    }

    [Test]
    public async Task A_script_that_does_not_end_is_stopped_with_all_that_it_started()
    {
        var result = await _run.RunAsync(PipelineWorld.OneStage(
            PipelineWorld.Script("hangs", "command sleep 600 & echo $!\ncommand sleep 600").Replace("timeout: 1m", "timeout: 1s", StringComparison.Ordinal)));

        Assert.That(result.Stages[0].Steps[0].Status, Is.EqualTo(RunStatus.Expired));
        Assert.That(Directory.Exists($"/proc/{_run.Output.First()}") && !IsZombie(_run.Output.First()), Is.False);
    }

    [Test]
    public async Task Sleep_waits_in_the_targets_time()
    {
        // Ten minutes, which nobody waits for here.
        var result = await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script("sleeps", "sleep 5m 300").Replace("timeout: 1m", "timeout: 30s", StringComparison.Ordinal)));

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success));
        Assert.That(result.Duration, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(10)));
    }

    [Test]
    public async Task A_script_that_asks_gets_no_answer_and_does_not_hang()
    {
        var result = await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script("asks", "read -r line || echo nobody")));

        Assert.That((result.Status, _run.Output.Single()), Is.EqualTo((RunStatus.Success, "nobody")));
    }

    [Test]
    public void Cancelling_stops_the_script_and_is_no_result()
    {
        using var stop = new CancellationTokenSource();
        var run = _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script("hangs", "echo > started; command sleep 600")), stop.Token);
        Assert.That(() => File.Exists(Path.Combine(_run.Folder, "started")), Is.True.After(20_000, 20));

        stop.Cancel();

        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_run.Events.Where(one => one.Kind == PipelineEventKind.StepFinished).Select(one => one.Status), Is.EqualTo([RunStatus.Aborted]));
    }

    // A process that ended stays in the table until its parent looks.
    private static bool IsZombie(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
