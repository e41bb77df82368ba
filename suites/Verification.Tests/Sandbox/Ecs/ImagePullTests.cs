using Amazon.ECR.Model;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecr;
using Verification.Sandbox.Ecs.Lifecycle;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImagePullTests
{
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync() => _ecs = await EcsCaller.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task An_image_that_is_not_in_the_registry_stops_the_task_and_leaves_the_deployment_in_progress()
    {
        _ecs.Define();
        _ecs.Create(desiredCount: 1);

        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Exists(task => task.LastStatus == "STOPPED"), 60);

        var stopped = _ecs.Stopped()[0];
        var image = EcsCaller.Image("v1.2.3");
        Assert.That(stopped.StopCode.Value, Is.EqualTo("TaskFailedToStart"));
        Assert.That(stopped.StoppedReason, Is.EqualTo($"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: {image}: not found"));
        Assert.That((stopped.Containers[0].Reason, stopped.Containers[0].ExitCode), Is.EqualTo((stopped.StoppedReason, (int?)null)));
        Assert.That(stopped.StartedAt, Is.Null);
        var deployment = _ecs.Describe().Deployments.Single();
        Assert.That((deployment.RolloutState.Value, deployment.RunningCount), Is.EqualTo(("IN_PROGRESS", 0)));
        Assert.That(deployment.FailedTasks, Is.GreaterThan(0));
    }

    [Test]
    public async Task Starting_again_and_again_becomes_slower_and_is_said_once()
    {
        _ecs.Define();
        _ecs.Create(desiredCount: 1);

        await _ecs.AdvanceAsync(3600);

        Assert.That(_ecs.Messages().Count(message => message.Contains("is unable to consistently start tasks successfully", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(_ecs.AllTasks, Has.Count.LessThan(15));
    }

    [Test]
    public async Task It_goes_on_when_the_image_is_there_after_all()
    {
        _ecs.Define();
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceAsync(120);

        _ecs.Push("v1.2.3");
        await _ecs.AdvanceToSteadyAsync(1200);

        Assert.That(_ecs.Describe().Deployments.Single().FailedTasks, Is.Zero);
    }

    [Test]
    public async Task Tasks_of_a_deployment_run_the_digest_that_its_first_task_found()
    {
        var first = _ecs.Push("latest", "one");
        _ecs.Define(tag: "latest");
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        var second = _ecs.Push("latest", "two");
        _ecs.Update(request => request.DesiredCount = 2);
        await _ecs.AdvanceToSteadyAsync();
        var scaled = _ecs.Running().ConvertAll(task => task.Containers[0].ImageDigest);
        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(scaled, Is.All.EqualTo(first).And.Exactly(2).Items);
        Assert.That(_ecs.Running().Select(task => task.Containers[0].ImageDigest), Is.All.EqualTo(second));
    }

    [Test]
    public async Task A_digest_that_is_gone_cannot_be_pulled_again()
    {
        var digest = _ecs.Push("v1.2.3");
        _ecs.Define();
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        new EcrImages().BatchDeleteImage(new BatchDeleteImageRequest { RepositoryName = EcsCaller.Repository, ImageIds = [new ImageIdentifier { ImageDigest = digest }] }, _ecs.East);
        _ecs.Update(request => request.DesiredCount = 2);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Count > 0, 60);

        Assert.That(_ecs.Stopped()[0].StoppedReason, Does.StartWith("CannotPullContainerError").And.Contain($"@{digest}: not found"));
        Assert.That(_ecs.Describe().RunningCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_tag_of_the_same_image_names_the_version_of_latest()
    {
        _ecs.Push("v1.2.3");
        _ecs.Push("latest");
        _ecs.Define(tag: "latest");
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Listeners.All.Single().Endpoint.Version, Is.EqualTo("v1.2.3"));
    }

    [Test]
    public async Task An_image_of_another_registry_runs_with_a_digest_of_its_own()
    {
        _ecs.Define(definition => definition.ContainerDefinitions[0].Image = "public.ecr.aws/nginx/nginx:1.25");
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Running().Single().Containers[0].ImageDigest, Does.Match("^sha256:[0-9a-f]{64}$"));
        Assert.That(_ecs.Listeners.All.Single().Endpoint.Version, Is.EqualTo("1.25"));
    }

    [Test]
    public async Task The_service_revision_holds_the_digest()
    {
        var digest = _ecs.Push("v1.2.3");
        _ecs.Define();
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        var arn = _ecs.Describe().CurrentServiceRevisions.Single().Arn;
        var revision = _ecs.History.DescribeServiceRevisions(new DescribeServiceRevisionsRequest { ServiceRevisionArns = [arn] }, _ecs.East).ServiceRevisions.Single();

        Assert.That(revision.ContainerImages.Select(image => (image.ContainerName, image.Image, image.ImageDigest)), Is.EqualTo([("notification-service", EcsCaller.Image("v1.2.3"), digest)]));
    }

    [TestCase("nginx", "nginx", null, null)]
    [TestCase("nginx:1.25", "nginx", "1.25", null)]
    [TestCase("localhost:5000/app", "localhost:5000/app", null, null)]
    [TestCase("localhost:5000/app:v1@sha256:ab", "localhost:5000/app", "v1", "sha256:ab")]
    public void A_reference_has_a_name_and_perhaps_a_tag_and_a_digest(string image, string name, string? tag, string? digest) =>
        Assert.That(ContainerImageReference.Parse(image), Is.EqualTo(new ContainerImageReference(name, tag, digest)));
}
