using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Running;
using Verification.Tests.Fixtures.Deployments.BlueGreen;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>The production stage with the settings of Harness's steps, and with traffic that is shifted, on the guide's cluster.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class BlueGreenVariantsTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verification-test-").FullName;
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync(speed: 300);

    [TearDown]
    public async Task StopAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Scaling_manifests_and_the_settings_of_the_create_step_are_followed()
    {
        await _world.ScaleAsync(Name, 4, 4);
        await _world.Target.Clock.DelayAsync(TimeSpan.FromMinutes(3), Token);
        var definitions = ScaledService.Folder(("EcsScalableTargetDefinition", ScaledService.Target), ("EcsScalingPolicyDefinition", ScaledService.Policy));
        var yaml = ProductionPipeline.Swapped
            .Replace("                    loadBalancer: prod-alb\n", "                    loadBalancer: prod-alb\n                    sameAsAlreadyRunningInstances: true\n                    updateGreenService: true\n                    enableAutoScalingInSwapStep: true\n", StringComparison.Ordinal)
            .Replace("doNotDownsizeOldService: true", "doNotDownsizeOldService: false", StringComparison.Ordinal);

        var result = await RunAsync(yaml, definitions);
        Directory.Delete(definitions, recursive: true);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success), result.Why);
        Assert.That((await _world.ServiceAsync(Prod, "notification-service__1"))!.DesiredCount, Is.EqualTo(4), "as many as the old one had");
        Assert.That(await _world.ScaledAsync(), Is.EqualTo(["notification-service__1 2-6 cpu"]));
        Assert.That((await _world.ServiceAsync(Prod, Name))!.DesiredCount, Is.Zero);
    }

    [Test]
    public async Task A_failure_before_the_create_takes_back_nothing_of_an_earlier_run()
    {
        var passed = await RunAsync(ProductionPipeline.Swapped, PipelineWorld.Folder);
        var failed = await RunAsync(
            ProductionPipeline.Swapped.Replace("            steps:\n", "            steps:\n              - step: { type: Http, name: No, identifier: no_, spec: { url: \"http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version\", method: GET, assertion: <+httpResponseCode> == 418 } }\n", StringComparison.Ordinal),
            PipelineWorld.Folder);

        Assert.That((passed.Status, failed.Status, failed.Stages.Single().IsRolledBack), Is.EqualTo((RunStatus.Success, RunStatus.Failed, true)), passed.Why + failed.Why);
        Assert.That(failed.Stages.Single().Steps[^1].Status, Is.EqualTo(RunStatus.Success), failed.Stages.Single().Steps[^1].Why);
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-stage-tg"), "the earlier run's service serves on");
    }

    [Test]
    public async Task Traffic_is_shifted_and_a_failure_puts_every_rule_back()
    {
        await _world.WeighAsync(100, 0);

        var failed = await RunAsync(ProductionPipeline.Failing(ProductionPipeline.Shifted), PipelineWorld.Folder);
        var after = (await _world.WeightsAsync(Prod.ProductionRule), await _world.ForwardAsync(Prod, Prod.StageRule));
        var passed = await RunAsync(ProductionPipeline.Shifted, PipelineWorld.Folder);

        Assert.That((failed.Status, failed.Stages.Single().IsRolledBack), Is.EqualTo((RunStatus.Failed, true)), failed.Why);
        Assert.That(failed.Stages.Single().Steps.Where(step => step.Type == "EcsBlueGreenTrafficShift").Select(step => step.Status), Has.All.EqualTo(RunStatus.Success), failed.Why);
        Assert.That(after, Is.EqualTo(((100, 0), "notification-prod-stage-tg")));
        Assert.That(passed.Status, Is.EqualTo(RunStatus.Success), passed.Why);
        Assert.That((await _world.WeightsAsync(Prod.ProductionRule), await _world.WeightsAsync(Prod.StageRule)), Is.EqualTo(((0, 100), (30, 70))));
        Assert.That(await _world.TagAsync("notification-service__1"), Is.EqualTo("BLUE"));
    }

    private async Task<PipelineResult> RunAsync(string yaml, string definitions)
    {
        var file = Path.Combine(_folder, PipelineWorld.File);
        await File.WriteAllTextAsync(file, Timeouts().Replace(yaml, "timeout: 5h"), Token);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        return await PipelineExecution.RunAsync(
            new PipelineRequest { File = file, StandardDefinitions = definitions, Topology = PipelineWorld.Topology, Options = PipelineWorld.Options },
            _world.Target,
            new RunnerOptions
            {
                VerificationCommand = "true",
                WorkingDirectory = _folder,
                TopologyPath = "topologies/guide.yaml",
                JournalDirectory = Path.Combine(_folder, "journals"),
                Preflight = true,
            },
            http,
            progress: null,
            TimeProvider.System,
            Token);
    }

    // No test here is about them: ten minutes are two seconds at this speed, and a busy machine loses those.
    [GeneratedRegex(@"timeout: [0-9a-z]+")]
    private static partial Regex Timeouts();
}
