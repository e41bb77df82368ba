using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Facts;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.EndToEnd;

/// <summary>One thing is broken in the guide's clusters, and the first cause that is named is that one.</summary>
public sealed class ExplainTests
{
    private GuideRun _guide = null!;

    [SetUp]
    public async Task StartAsync() => _guide = await GuideRun.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    // Seen at once.
    [TestCase("""{"kind":"dead-port","cluster":"prod-cluster","ecsService":"notification-service"}""", 0, "dead-port")]
    [TestCase("""{"kind":"version-endpoint-broken","cluster":"analytics-cluster","ecsService":"notification-service"}""", 0, "version-endpoint-broken")]
    [TestCase("""{"kind":"wrong-version","cluster":"prod-cluster","ecsService":"notification-service","answers":"v9.9.9"}""", 0, "wrong-version")]
    [TestCase("""{"kind":"large-answers","cluster":"prod-cluster","ecsService":"notification-service","bytes":1000000}""", 0, "answer-unusable")]
    [TestCase("""{"kind":"health-answer","cluster":"prod-cluster","ecsService":"notification-service","body":"{\"status\":\"degraded\"}"}""", 0, "application-unhealthy")]
    [TestCase("""{"kind":"image-missing","region":"us-west-2","repository":"notification-service"}""", 0, "image-missing")]

    // We cannot look.
    [TestCase("""{"kind":"access-denied","region":"us-west-2","service":"ecs"}""", 0, "access-denied")]
    [TestCase("""{"kind":"access-denied","region":"us-west-2","service":"ecr"}""", 0, "access-denied")]
    [TestCase("""{"kind":"expired-credentials","region":"us-west-2","service":"elasticloadbalancing"}""", 0, "credentials-expired")]
    [TestCase("""{"kind":"throttling","region":"us-west-2","service":"ecr"}""", 0, "throttled")]
    [TestCase("""{"kind":"server-error","region":"us-west-2","service":"ecr"}""", 0, "aws-failing")]
    [TestCase("""{"kind":"connection-reset","region":"us-west-2","service":"ecr"}""", 0, "aws-failing")]
    [TestCase("""{"kind":"truncated-answer","region":"us-west-2","service":"ecr"}""", 0, "aws-failing")]
    [TestCase("""{"kind":"empty-list","region":"us-west-2","service":"ecs"}""", 0, "answers-contradict")]
    [TestCase("""{"kind":"empty-list","region":"us-west-2","service":"elasticloadbalancing"}""", 0, "answers-contradict")]

    // Seen after a while.
    [TestCase("""{"kind":"never-healthy","cluster":"prod-cluster","ecsService":"notification-service"}""", 100, "application-unhealthy")]
    [TestCase("""{"kind":"unhealthy-later","cluster":"prod-cluster","ecsService":"notification-service","seconds":10}""", 400, "application-unhealthy")]
    [TestCase("""{"kind":"dead-port","cluster":"prod-cluster","ecsService":"notification-service"}""", 100, "dead-port")]
    [TestCase("""{"kind":"out-of-memory","cluster":"prod-cluster","ecsService":"notification-service","seconds":0}""", 1, "out-of-memory")]
    [TestCase("""{"kind":"crash-after","cluster":"prod-cluster","ecsService":"notification-service","seconds":0}""", 1, "container-exits")]
    public async Task First_cause_is_the_fault(string fault, int seconds, string cause)
    {
        await AddFaultAsync(fault);
        await AdvanceAsync(seconds);

        await ExpectFirstAsync(cause);
    }

    [TestCase("""{"kind":"crash-on-start","cluster":"prod-cluster","ecsService":"notification-service"}""", 60, "crash-on-start")]
    [TestCase("""{"kind":"no-capacity","cluster":"prod-cluster","ecsService":"notification-service"}""", 30, "no-capacity")]
    [TestCase("""{"kind":"image-missing","region":"us-east-1","repository":"notification-service"}""", 60, "image-missing")]
    [TestCase("""{"kind":"slow-start","cluster":"prod-cluster","ecsService":"notification-service","seconds":600}""", 300, "start-period-too-short")]
    [TestCase("""{"kind":"never-healthy","cluster":"prod-cluster","ecsService":"notification-service"}""", 240, "application-unhealthy")]
    public async Task First_cause_of_a_deployment_that_does_not_go_on_is_the_fault(string fault, int seconds, string cause)
    {
        await AddFaultAsync(fault);
        await _guide.In("us-east-1").Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = "notification-service", ForceNewDeployment = true });
        await AdvanceAsync(seconds);

        await ExpectFirstAsync(cause);
    }

    [Test]
    public async Task A_deployment_that_the_circuit_breaker_rolled_back_is_explained_by_what_made_its_tasks_fail()
    {
        await AddFaultAsync("""{"kind":"crash-on-start","cluster":"prod-cluster","ecsService":"notification-service","version":"v1.3.0"}""");
        await _guide.PushAsync("v1.3.0");
        await _guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await AdvanceAsync(600);

        var run = await _guide.VerifyAsync(GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = "v1.3.0" } });

        var ids = run.Explanation.Causes.Select(cause => cause.Id).ToList();
        Assert.That(ids.FirstOrDefault(), Is.EqualTo("crash-on-start"), () => Words(run));
        Assert.That(ids, Does.Contain("rolled-back"));
        Assert.That(run.Findings.Single(finding => finding.Check == "running-equals-desired" && finding.Subject.Cluster == "prod-cluster" && finding.Subject.Service == "notification-service").Outcome, Is.EqualTo(Outcome.Passed), "it looks green");
    }

    [Test]
    public async Task A_killed_task_is_one_that_somebody_stopped()
    {
        var ecs = _guide.In("us-east-1").Ecs;
        var tasks = await ecs.ListTasksAsync(new ListTasksRequest { Cluster = "prod-cluster", ServiceName = "notification-service" });
        await ecs.StopTaskAsync(new StopTaskRequest { Cluster = "prod-cluster", Task = tasks.TaskArns[0], Reason = "a test kills it" });
        await AdvanceAsync(1);

        await ExpectFirstAsync("task-stopped-by-hand");
    }

    [Test]
    public async Task A_count_that_somebody_changed_is_set_back()
    {
        await _guide.In("us-east-1").Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = "notification-service", DesiredCount = 2 });
        await AdvanceAsync(120);

        await ExpectFirstAsync("desired-count-changed");
    }

    [Test]
    public async Task Other_breakage_is_named_as_what_it_is()
    {
        var (aws, west) = (_guide.In("us-east-1"), _guide.In("us-west-2"));
        var group = (await aws.LoadBalancing.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["notification-prod-tg"] })).TargetGroups[0].TargetGroupArn;
        var target = (await aws.LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = group })).TargetHealthDescriptions[0].Target;
        await aws.LoadBalancing.DeregisterTargetsAsync(new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [target] });
        await ExpectFirstAsync("targets-deregistered");
        await aws.LoadBalancing.RegisterTargetsAsync(new RegisterTargetsRequest { TargetGroupArn = group, Targets = [target] });
        await AdvanceAsync(30);

        var image = (await west.Ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = "notification-service", ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] })).Images[0];
        await west.Ecr.PutImageAsync(new PutImageRequest { RepositoryName = "notification-service", ImageTag = "v1.2.3", ImageManifest = image.ImageManifest + "\n" });
        await ExpectFirstAsync("tag-moved");
        await west.Ecr.PutImageAsync(new PutImageRequest { RepositoryName = "notification-service", ImageTag = "v1.2.3", ImageManifest = image.ImageManifest });

        await ExpectFirstAsync("not-deployed", "v1.9.0");

        var balancer = (await aws.LoadBalancing.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] })).LoadBalancers[0];
        var listeners = await aws.LoadBalancing.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn });
        await aws.LoadBalancing.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = listeners.Listeners.Single(one => one.Port == 80).ListenerArn });
        await ExpectFirstAsync("listener-missing");

        await aws.Iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = "notification-service-task-role", PolicyName = "NotificationServicePolicy" });
        await aws.Iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = "notification-service-task-role" });
        await ExpectFirstAsync("role-missing");
    }

    [Test]
    public async Task An_unreachable_region_is_named_although_nothing_of_it_is_known()
    {
        await AddFaultAsync("""{"kind":"region-unreachable","region":"us-west-2"}""");

        await ExpectFirstAsync("region-unreachable");
    }

    [Test]
    public async Task A_healthy_look_costs_no_call_more_and_a_red_one_is_explained_offline_as_well()
    {
        var healthy = await _guide.VerifyAsync();
        await AddFaultAsync("""{"kind":"image-missing","region":"us-west-2","repository":"notification-service"}""");
        var red = await _guide.VerifyAsync();
        var stored = SnapshotJson.Read(SnapshotJson.Write(red.Snapshot));

        Assert.That(healthy.Snapshot.AwsCalls, Is.EqualTo((await _guide.TakeAsync()).AwsCalls));
        Assert.That(healthy.Snapshot.Clusters.Select(cluster => cluster.Trouble), Has.All.Null);
        Assert.That(red.Snapshot.Clusters.Select(cluster => cluster.Trouble is not null), Is.EqualTo(OnlyAnalytics));
        Assert.That(SnapshotJson.Write(red.Snapshot), Does.Not.Contain("\"unavailable\""));
        Assert.That(VerificationRun.Judge(GuideRun.Topology, stored, TimeSpan.Zero).Explanation.First?.Fully(), Is.EqualTo(red.Explanation.First!.Fully()));
    }

    private static readonly bool[] OnlyAnalytics = [false, true];

    private async Task ExpectFirstAsync(string cause, string? tag = null)
    {
        var run = await _guide.VerifyAsync(tag is null ? null : GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = tag } });

        Assert.That(run.Explanation.First?.Id, Is.EqualTo(cause), () => Words(run));
    }

    private static string Words(VerificationRun run) => string.Join('\n', [
        .. run.Explanation.Causes.Select(cause => cause.Fully()), .. run.Explanation.Unexplained.Select(one => one.Describe()), .. run.Decision.Against.Select(finding => finding.Describe())]);

    private Task AdvanceAsync(int seconds) => seconds == 0 ? Task.CompletedTask : _guide.AdvanceAsync(seconds);

    private async Task AddFaultAsync(string fault)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(_guide.Url, "/_sandbox/faults"), JsonNode.Parse(fault));
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
