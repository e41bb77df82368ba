using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments.Rolling;
using Verification.Rehearsal.Commands;
using Verification.Tests.Fixtures.Deployments;
using Verification.Tests.Fixtures.Images;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Rehearsal;

/// <summary>The guide's scripts as commands, on a sandbox that runs already.</summary>
public sealed class GuideCommandTests
{
    private PlayedGuide _guide = null!;

    [SetUp]
    public async Task StartAsync() => _guide = await PlayedGuide.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    // The environment is the process's.
    [NonParallelizable]
    [Test]
    public async Task Publish_prints_digest_and_address_and_hands_them_to_the_pipeline()
    {
        using var source = TempFolder.With(("index.html", "hello"));
        var output = source.Write("outputs", "BEFORE=1\n");
        Environment.SetEnvironmentVariable("GITHUB_OUTPUT", output);
        try
        {
            var result = await RunAsync("publish", "--tag", "v1.3.0", "--source", source.Path);

            Assert.That(result.ExitCode, Is.Zero, result.ToString);
            Assert.That(result.Output, Does.Match("DIGEST=sha256:[0-9a-f]{64}").And.Contain($"IMAGE_URI={PlayedGuide.Image("v1.3.0")}").And.Contain("replicated to us-west-2"));
            Assert.That(await File.ReadAllTextAsync(output), Does.StartWith($"BEFORE=1\nIMAGE_URI={PlayedGuide.Image("v1.3.0")}\n"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GITHUB_OUTPUT", null);
        }
    }

    [Test]
    public async Task Publish_says_what_is_wrong_with_its_input()
    {
        using var source = TempFolder.With(("index.html", "hello"));

        var tag = await RunAsync("publish", "--tag", "not a tag", "--source", source.Path);
        var folder = await RunAsync("publish", "--tag", "v1", "--source", Path.Combine(source.Path, "none"));
        var both = await RunAsync("publish", "--source", source.Path, "--image", source.Path);

        Assert.That((tag.ExitCode, folder.ExitCode, both.ExitCode), Is.EqualTo((ExitCode.Failed, ExitCode.Failed, ExitCode.Usage)));
        Assert.That(tag.Errors, Does.StartWith("cannot publish: --tag"));
        Assert.That(folder.Errors, Does.Contain("no folder"));
        Assert.That(both.Errors, Does.Contain("--source and --image"));
    }

    [TestCase("publish", "--tag", "v1")]
    [TestCase("rollback", "--cluster", "prod-cluster")]
    [TestCase("cleanup", "--keep", "5")]
    public async Task What_changes_something_wants_an_endpoint_that_is_still_there_afterwards(params string[] command)
    {
        var result = await CliResult.RunAsync(command, CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("--endpoint").And.Contain("AWS_ENDPOINT_URL").And.Contain("gone when it ends"));
    }

    [Test]
    public async Task Health_is_0_when_well_and_1_when_a_task_is_missing()
    {
        var well = await RunAsync("health", "--cluster", "prod-cluster");
        await _guide.AddFaultAsync(new { kind = "no-capacity", cluster = PlayedGuide.Prod });
        var tasks = await _guide.Aws.Ecs.ListTasksAsync(new ListTasksRequest { Cluster = PlayedGuide.Prod, ServiceName = PlayedGuide.Service });
        await _guide.Aws.Ecs.StopTaskAsync(new StopTaskRequest { Cluster = PlayedGuide.Prod, Task = tasks.TaskArns[0] });
        await _guide.Target.Clock.DelayAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        var ill = await RunAsync("health", "--cluster", "prod-cluster");

        Assert.That(well.ExitCode, Is.Zero, well.ToString);
        Assert.That(well.Output, Does.Contain("HEALTHY").And.Contain("prod-cluster").And.Not.Contain("analytics-cluster").And.Not.Contain("neighbours"));
        Assert.That(ill.ExitCode, Is.EqualTo(ExitCode.Failed), ill.ToString);
        Assert.That(ill.Output, Does.Contain("NOT HEALTHY").And.Contain("2 of 3 running"));
    }

    [Test]
    public async Task Health_of_a_neighbour_is_refused_and_of_a_service_that_is_not_there_fails()
    {
        var neighbour = await RunAsync("health", "--cluster", "prod-cluster", "--service", "frontend-service");
        var missing = await RunAsync("health", "--cluster", "prod-cluster", "--service", "notification-service__1");

        Assert.That(neighbour.ExitCode, Is.EqualTo(ExitCode.CannotJudge), neighbour.ToString);
        Assert.That(missing.ExitCode, Is.EqualTo(ExitCode.Failed), missing.ToString);
        Assert.That(missing.Output, Does.Contain("notification-service__1"));
    }

    [Test]
    public async Task Rollback_brings_the_previous_revision_back_and_verifies_it()
    {
        await _guide.PushAsync("v1.3.0");
        await new RollingDeployment(_guide.Place, PlayedGuide.Service).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, mustExist: true, CancellationToken.None);

        var result = await RunAsync("rollback", "--cluster", "prod-cluster");

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        Assert.That(result.Output, Does.Contain("from notification-service-prod:3 back to notification-service-prod:2").And.Contain("completed").And.Contain("HEALTHY"));
    }

    [Test]
    public async Task Rollback_without_an_older_revision_changes_nothing()
    {
        await _guide.Aws.Ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = "notification-service-prod:1" });

        var result = await RunAsync("rollback", "--cluster", "prod-cluster");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString);
        Assert.That(result.Errors, Does.StartWith("cannot roll back:").And.Contain("Nothing was changed"));
    }

    [Test]
    public async Task Rollback_that_does_not_come_to_its_end_fails_with_the_cause()
    {
        await _guide.AddFaultAsync(new { kind = "no-capacity", cluster = PlayedGuide.Prod });

        var result = await RunAsync("rollback", "--cluster", "prod-cluster");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString);
        Assert.That(result.Errors, Does.Contain("stalled").And.Contain("was unable to place a task"));
    }

    [Test]
    public async Task Cleanup_says_first_what_it_would_do_and_then_does_it()
    {
        var definition = (await _guide.Aws.Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = "notification-service-prod" })).TaskDefinition;
        for (var number = 0; number < 4; number++)
        {
            await _guide.Aws.Ecs.RegisterTaskDefinitionAsync(TaskDefinitionCopy.Of(definition, null, PlayedGuide.Image("v1.2.3"), null));
        }

        var said = await RunAsync("cleanup", "--keep", "2", "--dry-run");
        var before = (await _guide.Aws.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { FamilyPrefix = "notification-service-prod" })).TaskDefinitionArns.Count;
        var done = await RunAsync("cleanup", "--keep", "2");
        var after = (await _guide.Aws.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { FamilyPrefix = "notification-service-prod" })).TaskDefinitionArns.Count;

        Assert.That((said.ExitCode, done.ExitCode), Is.EqualTo((0, 0)), done.ToString);
        Assert.That((before, after), Is.EqualTo((6, 4)));
        Assert.That(said.Output, Does.Contain("notification-service-prod:3  would be deregistered").And.Contain("notification-service-prod:2  kept: in use by"));
        Assert.That(done.Output, Does.Contain("notification-service-prod:3  deregistered").And.Contain("notification-service-prod:4  deregistered").And.Contain("notification-service-analytics in us-west-2"));
    }

    [Test]
    public async Task Infrastructure_is_0_when_everything_is_there_and_1_when_a_listener_is_not()
    {
        var ready = await RunAsync("infrastructure");
        var elb = _guide.Aws.LoadBalancing;
        var balancer = (await elb.DescribeLoadBalancersAsync(new() { Names = ["prod-alb"] })).LoadBalancers[0];
        var listeners = await elb.DescribeListenersAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn });
        await elb.DeleteListenerAsync(new() { ListenerArn = listeners.Listeners.Single(one => one.Port == 80).ListenerArn });
        var not = await RunAsync("infrastructure", "--cluster", "prod-cluster");

        Assert.That(ready.ExitCode, Is.Zero, ready.ToString);
        Assert.That(ready.Output, Does.Contain("READY").And.Contain("analytics-cluster").And.Contain("all clusters"));
        Assert.That(not.ExitCode, Is.EqualTo(ExitCode.Failed), not.ToString);
        Assert.That(not.Output, Does.Contain("NOT READY").And.Contain("no listener on port 80"));
    }

    private Task<CliResult> RunAsync(params string[] arguments) =>
        CliResult.RunAsync([.. arguments, "--endpoint", _guide.Target.Url.ToString()], CancellationToken.None);
}
