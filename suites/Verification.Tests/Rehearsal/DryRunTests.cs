using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Rehearsal.Commands;
using Verification.Tests.Fixtures.Deployments;
using Verification.Tests.Fixtures.Images;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Rehearsal;

/// <summary>A dry run says what would be changed, and its clients could not change it.</summary>
public sealed class DryRunTests
{
    private PlayedGuide _guide = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _guide = await PlayedGuide.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    [Test]
    public async Task Rollback_names_both_revisions_and_leaves_the_service_as_it_is()
    {
        var before = await RevisionAsync();

        var result = await RunAsync("rollback", "--cluster", "prod-cluster", "--dry-run");

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        Assert.That(result.Output, Does.Contain("would change  ecs:UpdateService prod-cluster/notification-service in us-east-1: taskDefinition notification-service-prod:2 -> notification-service-prod:1")
            .And.Contain("known later").And.Contain("nothing was changed"));
        Assert.That(await RevisionAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Publish_names_tags_and_regions_and_pushes_nothing()
    {
        using var source = TempFolder.With(("index.html", "hello"));

        var result = await RunAsync("publish", "--tag", "v7.7.7", "--source", source.Path, "--dry-run");

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        Assert.That(result.Output, Does.Contain($"ecr:PutImage {PlayedGuide.Image("v7.7.7")}: a new tag").And.Match("ecr:PutImage .*:latest").And.Contain("replication by ECR notification-service in us-west-2"));
        Assert.That(
            () => _guide.Aws.Ecr.DescribeImagesAsync(new() { RepositoryName = "notification-service", ImageIds = [new() { ImageTag = "v7.7.7" }] }),
            Throws.TypeOf<Amazon.ECR.Model.ImageNotFoundException>());
    }

    [Test]
    public async Task Pipeline_tells_every_step_of_every_stage_with_what_it_would_change()
    {
        var result = await RunAsync("pipeline", "run", "--tag", "v1.2.3", "--dry-run");

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        Assert.That(result.Output, Does.Contain("ecs:RegisterTaskDefinition notification-service").And.Contain($"{PlayedGuide.Image("v1.2.3")}")
            .And.Contain("ecs:CreateService prod-cluster/notification-service__1 or __2 in us-east-1").And.Contain("ecs:CreateService analytics-cluster/")
            .And.Contain("elasticloadbalancing:ModifyRule production rule of prod-alb: to green's target group")
            .And.Contain("when the stage is rolled back").And.Contain("what it changes, only it knows").And.Contain("no message was sent"));
        Assert.That((await _guide.Aws.Ecs.ListServicesAsync(new ListServicesRequest { Cluster = "prod-cluster" })).ServiceArns, Has.None.Contains("__"));
    }

    [Test]
    public async Task Pipeline_of_an_image_that_is_not_there_would_not_begin()
    {
        var result = await RunAsync("pipeline", "run", "--tag", "v0.0.0-not-built", "--dry-run");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("no such image"));
    }

    [Test]
    public async Task Clients_of_a_dry_run_send_nothing_that_changes_something()
    {
        var settings = Verification.Fixtures.Settings.VerificationSettings.Resolve(new(option => option == "--endpoint" ? _guide.Target.Url.ToString() : null, _ => null, _ => null)) with { DryRun = true, AllowChanges = true };
        await using var target = await Verification.Fixtures.Targets.Opening.TargetFactory.OpenAsync(settings, say: null, CancellationToken.None);

        Assert.That(
            () => target.In("us-east-1").Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = "notification-service", DesiredCount = 0 }),
            Throws.TypeOf<TargetException>().With.Message.Contains("dry run"));
    }

    [TestCase("preflight", "--for", "deploy")]
    [TestCase("preflight", "--json")]
    public async Task Preflight_of_a_sandbox_is_0(params string[] command)
    {
        var result = await RunAsync(command);

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        Assert.That(result.Output, Does.Contain("ecs:DescribeServices").And.Contain("there"));
    }

    [TestCase("--target", "aws")]
    [TestCase("--endpoint", "http://127.0.0.1:9")]
    public async Task Rehearsal_on_what_is_no_sandbox_of_its_own_is_refused(params string[] where)
    {
        var result = await CliResult.RunAsync(["rehearse", .. where], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("of its own").And.Contain("pipeline run"));
    }

    private async Task<string> RevisionAsync() =>
        (await _guide.Aws.Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = PlayedGuide.Prod, Services = [PlayedGuide.Service] })).Services[0].TaskDefinition;

    private Task<CliResult> RunAsync(params string[] arguments) => CliResult.RunAsync([.. arguments, "--endpoint", _guide.Target.Url.ToString()], CancellationToken.None);
}
