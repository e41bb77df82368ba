using System.Collections.Immutable;
using Amazon.ECS.Model;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Fixtures.Deployments.Rolling;
using Verification.Fixtures.Deployments.Waits;
using Verification.Fixtures.Maintenance;
using Verification.Tests.EndToEnd;
using Verification.Tests.Fixtures.Deployments;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Maintenance;

public sealed class TaskDefinitionCleanupTests
{
    private const string Family = "notification-service-prod";
    private PlayedGuide _guide = null!;

    [SetUp]
    public async Task StartAsync() => _guide = await PlayedGuide.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    [Test]
    [CancelAfter(60_000)]
    public async Task Old_revisions_go_and_what_is_in_use_stays(CancellationToken cancellationToken)
    {
        await RegisterAsync(8, cancellationToken);
        await RunTaskAsync($"{Family}:5", cancellationToken);

        var plan = await PlanAsync(keep: 3, cancellationToken);
        await Cleanup().CarryOutAsync(plan, cancellationToken);

        // 2 is the service's and 5 the task's; they would be rolled back to 1 and 4.
        Assert.That(plan.Revisions.Where(fate => fate.IsKept).Select(fate => fate.Revision.Revision), Is.EqualTo([10, 9, 8, 5, 4, 2, 1]), Words(plan));
        Assert.That(await RegisteredAsync(cancellationToken), Is.EquivalentTo([10, 9, 8, 5, 4, 2, 1]));
        Assert.That(Fate(plan, 2).Reason, Does.Contain("service notification-service"));
        Assert.That(Fate(plan, 5).Reason, Does.Contain("task "));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_an_unfinished_deployment_may_go_back_to_stays(CancellationToken cancellationToken)
    {
        await RegisterAsync(8, cancellationToken);
        await DeployAsync($"{Family}:4", new DeploymentWatchOptions(), cancellationToken);
        await _guide.AddFaultAsync(new { kind = "no-capacity", cluster = PlayedGuide.Prod });
        await DeployAsync($"{Family}:8", new DeploymentWatchOptions { Timeout = TimeSpan.FromSeconds(1) }, cancellationToken);

        var plan = await PlanAsync(keep: 1, cancellationToken);

        Assert.That(plan.Revisions.Where(fate => fate.IsKept).Select(fate => fate.Revision.Revision), Is.EqualTo([10, 8, 7, 4, 3]), Words(plan));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task After_a_failed_deployment_what_the_next_one_would_go_back_to_stays(CancellationToken cancellationToken)
    {
        await RegisterAsync(8, cancellationToken);
        await _guide.AddFaultAsync(new { kind = "no-capacity", cluster = PlayedGuide.Prod });
        await DeployAsync($"{Family}:8", new DeploymentWatchOptions { Timeout = TimeSpan.FromSeconds(1) }, cancellationToken);
        await DeployAsync($"{Family}:9", new DeploymentWatchOptions { Timeout = TimeSpan.FromSeconds(1) }, cancellationToken);

        var plan = await PlanAsync(keep: 1, cancellationToken);

        Assert.That(Fate(plan, 2).IsKept, Is.True, "it was successful last");
        Assert.That(Fate(plan, 9).IsKept, Is.True);
        Assert.That(Fate(plan, 6).IsKept, Is.False, Words(plan));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Where_uses_cannot_be_read_nothing_is_planned(CancellationToken cancellationToken)
    {
        await RegisterAsync(8, cancellationToken);
        await _guide.AddFaultAsync(new { kind = "access-denied", service = "ecs", operation = "ListTasks" });

        Assert.That(async () => await PlanAsync(keep: 1, cancellationToken), Throws.InstanceOf<AmazonServiceException>());
        Assert.That(await RegisteredAsync(cancellationToken), Has.Length.EqualTo(10));
    }

    private TaskDefinitionCleanup Cleanup() => new(_guide.Target, GuideRun.Topology);

    private async Task<CleanupPlan> PlanAsync(int keep, CancellationToken cancellationToken) =>
        (await Cleanup().PlanAsync(keep, cancellationToken)).Single(plan => plan.Family == Family);

    private static RevisionFate Fate(CleanupPlan plan, int revision) => plan.Revisions.Single(fate => fate.Revision.Revision == revision);

    private static string Words(CleanupPlan plan) => string.Join('\n', plan.Revisions);

    private async Task RegisterAsync(int count, CancellationToken cancellationToken)
    {
        var definition = (await _guide.Aws.Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = Family }, cancellationToken)).TaskDefinition;
        for (var number = 0; number < count; number++)
        {
            await _guide.Aws.Ecs.RegisterTaskDefinitionAsync(TaskDefinitionCopy.Of(definition, null, PlayedGuide.Image("v1.2.3"), null), cancellationToken);
        }
    }

    private async Task RunTaskAsync(string taskDefinition, CancellationToken cancellationToken)
    {
        var service = (await _guide.Aws.Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = PlayedGuide.Prod, Services = [PlayedGuide.Service] }, cancellationToken)).Services[0];
        await _guide.Aws.Ecs.RunTaskAsync(
            new RunTaskRequest { Cluster = PlayedGuide.Prod, TaskDefinition = taskDefinition, LaunchType = "FARGATE", NetworkConfiguration = service.NetworkConfiguration }, cancellationToken);
    }

    private Task<RollingResult> DeployAsync(string taskDefinition, DeploymentWatchOptions options, CancellationToken cancellationToken) =>
        new RollingDeployment(_guide.Place, PlayedGuide.Service, options).DeployAsync(taskDefinition, cancellationToken);

    private async Task<ImmutableArray<int>> RegisteredAsync(CancellationToken cancellationToken) =>
    [
        .. (await _guide.Aws.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { FamilyPrefix = Family }, cancellationToken)).TaskDefinitionArns.Select(arn => RevisionName.Parse(arn)!.Revision),
    ];
}
