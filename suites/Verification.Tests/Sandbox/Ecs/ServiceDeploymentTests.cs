using Amazon.ECS.Model;
using NUnit.Framework;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServiceDeploymentTests
{
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3");
        _ecs.Define();
        _ecs.Create();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task A_deployment_goes_from_pending_over_in_progress_to_successful()
    {
        var seen = new List<string> { Describe(Current).Status.Value };
        await _ecs.AdvanceAsync(1);
        seen.Add(Describe(Current).Status.Value);
        await _ecs.AdvanceToSteadyAsync();
        seen.Add(Describe(Current).Status.Value);

        Assert.That(seen, Is.EqualTo(["PENDING", "IN_PROGRESS", "SUCCESSFUL"]));
        var done = Describe(Current);
        Assert.That(Current, Does.Match("^arn:aws:ecs:us-east-1:123456789012:service-deployment/prod-cluster/notification-service/[A-Za-z0-9]{21}$"));
        Assert.That(done.FinishedAt - done.StartedAt, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(done.TargetServiceRevision, Has.Property("RunningTaskCount").EqualTo(3).And.Property("RequestedTaskCount").EqualTo(3));
        Assert.That(done.SourceServiceRevisions, Is.Empty);
    }

    [Test]
    public void The_revision_has_the_number_of_the_deployment()
    {
        var service = _ecs.Describe();

        Assert.That(service.CurrentServiceRevisions.Single().Arn, Is.EqualTo(
            $"arn:aws:ecs:us-east-1:123456789012:service-revision/prod-cluster/notification-service/{service.Deployments[0].Id["ecs-svc/".Length..]}"));
    }

    [Test]
    public async Task The_next_deployment_names_where_it_came_from()
    {
        await _ecs.AdvanceToSteadyAsync();
        var source = _ecs.Describe().CurrentServiceRevisions.Single().Arn;

        _ecs.Update(request => request.ForceNewDeployment = true);

        Assert.That(Describe(Current).SourceServiceRevisions.Select(revision => revision.Arn), Is.EqualTo([source]));
    }

    [TestCase(1, 3)]
    [TestCase(10, 5)]
    [TestCase(25, 13)]
    [TestCase(500, 200)]
    public void The_circuit_breaker_is_reported_with_its_threshold(int desired, int threshold)
    {
        _ecs.Update(request => request.DesiredCount = desired);

        var breaker = Describe(Current).DeploymentCircuitBreaker;

        Assert.That((breaker.Status.Value, breaker.FailureCount, breaker.Threshold), Is.EqualTo(("MONITORING", 0, threshold)));
    }

    [Test]
    public void Without_a_circuit_breaker_its_status_is_disabled()
    {
        _ecs.Update(request => request.DeploymentConfiguration = new DeploymentConfiguration { DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = false, Rollback = false } });

        Assert.That(Describe(Current).DeploymentCircuitBreaker.Status.Value, Is.EqualTo("DISABLED"));
    }

    [Test]
    public async Task The_history_ends_after_ninety_days()
    {
        await _ecs.AdvanceToSteadyAsync();
        var first = Current;
        _ecs.Account.Clock.Advance(TimeSpan.FromDays(91));
        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();
        var second = Current;
        var whileInUse = List(_ => { }).Select(deployment => deployment.ServiceDeploymentArn).ToList();
        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(whileInUse, Is.EqualTo([second, first]));
        Assert.That(List(_ => { }).Select(deployment => deployment.ServiceDeploymentArn), Is.EqualTo([Current, second]));
        Assert.That(Describe(second).SourceServiceRevisions, Is.Empty);
    }

    [Test]
    public void Unknown_deployments_and_revisions_are_failures()
    {
        const string arn = "arn:aws:ecs:us-east-1:123456789012:service-deployment/prod-cluster/notification-service/none";

        var deployments = _ecs.History.DescribeServiceDeployments(new DescribeServiceDeploymentsRequest { ServiceDeploymentArns = [arn] }, _ecs.East);
        var revisions = _ecs.History.DescribeServiceRevisions(new DescribeServiceRevisionsRequest { ServiceRevisionArns = [arn] }, _ecs.East);

        Assert.That(deployments.Failures.Concat(revisions.Failures).Select(failure => (failure.Arn, failure.Reason)), Is.All.EqualTo((arn, "MISSING")).And.Exactly(2).Items);
    }

    [Test]
    public void Lists_are_filtered_by_status_and_time()
    {
        Assert.That(List(request => request.Status = ["PENDING"]), Has.Exactly(1).Items);
        Assert.That(List(request => request.Status = ["SUCCESSFUL"]), Is.Empty);
        Assert.That(List(request => request.CreatedAt = new CreatedAt { After = _ecs.Account.Now }), Is.Empty);
        Assert.That(List(request => request.CreatedAt = new CreatedAt { After = _ecs.Account.Now.AddHours(-1) }), Has.Exactly(1).Items);
    }

    private string Current => _ecs.Describe().CurrentServiceDeployment;

    private ServiceDeployment Describe(string arn) =>
        _ecs.History.DescribeServiceDeployments(new DescribeServiceDeploymentsRequest { ServiceDeploymentArns = [arn] }, _ecs.East).ServiceDeployments.Single();

    private List<ServiceDeploymentBrief> List(Action<ListServiceDeploymentsRequest> change)
    {
        var request = new ListServiceDeploymentsRequest { Cluster = _ecs.Cluster, Service = "notification-service" };
        change(request);
        return _ecs.History.ListServiceDeployments(request, _ecs.East).ServiceDeployments;
    }
}
