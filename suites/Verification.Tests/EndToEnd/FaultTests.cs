using System.Net.Http.Json;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.EndToEnd;

/// <summary>One thing is broken in the guide's clusters; exactly the checks that ask about it turn red, and say so in words. The fault matrix has the rest.</summary>
public sealed class FaultTests
{
    private const string Prod = "prod-cluster/notification-service";
    private GuideRun _guide = null!;

    [SetUp]
    public async Task StartAsync() => _guide = await GuideRun.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    [Test]
    public async Task A_killed_task_turns_the_running_count_red()
    {
        var ecs = _guide.In("us-east-1").Ecs;
        var tasks = await ecs.ListTasksAsync(new ListTasksRequest { Cluster = "prod-cluster", ServiceName = "notification-service" });
        await ecs.StopTaskAsync(new StopTaskRequest { Cluster = "prod-cluster", Task = tasks.TaskArns[0], Reason = "a test kills it" });
        await _guide.Server.AdvanceAsync(TimeSpan.FromSeconds(1), CancellationToken.None);

        var run = await _guide.VerifyAsync();

        // Its replacement is on the way, and is not healthy yet.
        Assert.That(GuideRun.Red(run), Does.Contain($"running-equals-desired {Prod}"), () => Texts(run));
        Assert.That(GuideRun.Red(run), Is.SubsetOf([$"running-equals-desired {Prod}", $"tasks-healthy {Prod}"]), () => Texts(run));
        Assert.That(Find(run, "running-equals-desired").Expected, Does.Contain("3 of 3 running"));
        Assert.That(Find(run, "running-equals-desired").Observed, Does.Contain("2 of 3 running"));
    }

    [Test]
    public async Task A_task_that_does_not_listen_turns_the_version_endpoint_red()
    {
        var task = await FirstTaskAsync();
        await AddFaultAsync(new { kind = "dead-port", task });

        var run = await _guide.VerifyAsync();

        // A load balancer that has not noticed yet may have sent the one health request there.
        Assert.That(GuideRun.Red(run), Does.Contain($"version-endpoint {Prod}"), () => Texts(run));
        Assert.That(GuideRun.Red(run), Is.SubsetOf([$"version-endpoint {Prod}", $"health-endpoint {Prod}"]), () => Texts(run));
        Assert.That(Find(run, "version-endpoint").Observed, Does.Contain(task));
    }

    [Test]
    public async Task A_listener_that_is_gone_turns_the_rule_and_what_depends_on_its_traffic_red()
    {
        var elb = _guide.In("us-east-1").LoadBalancing;
        var balancer = (await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] })).LoadBalancers[0];
        var listeners = await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn });
        await elb.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = listeners.Listeners.Single(one => one.Port == 80).ListenerArn });

        // Without a rule that uses it, a target group's targets are unused: that is AWS's word, and it is not healthy.
        await ExpectRedAsync(
            ("production-rule", Prod, "port 80", "no listener on port 80"),
            ("targets-healthy", Prod, "2", "unused"),
            ("health-endpoint", Prod, "200", ""));
    }

    [Test]
    public async Task A_tag_that_moved_in_one_region_turns_the_image_there_red()
    {
        var ecr = _guide.In("us-west-2").Ecr;
        var image = (await ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = "notification-service", ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] })).Images[0];
        await ecr.PutImageAsync(new PutImageRequest { RepositoryName = "notification-service", ImageTag = "v1.2.3", ImageManifest = image.ImageManifest + "\n" });

        await ExpectRedAsync(("image-available", "analytics-cluster/notification-service", "as the tasks run it", "sha256:"));
    }

    [Test]
    public async Task Another_tag_than_expected_turns_the_image_tag_red_in_every_cluster()
    {
        var topology = GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = "v1.3.0" } };

        var run = VerificationRun.Judge(topology, await _guide.TakeAsync(), TimeSpan.Zero);

        Assert.That(GuideRun.Red(run), Is.EquivalentTo([$"image-tag {Prod}", "image-tag analytics-cluster/notification-service"]), () => Texts(run));
        Assert.That(Find(run, "image-tag"), Has.Property(nameof(Finding.Expected)).Contain("v1.3.0").And.Property(nameof(Finding.Observed)).Contain("v1.2.3"));
    }

    [Test]
    public async Task A_deleted_role_turns_the_roles_red()
    {
        var iam = _guide.In("us-east-1").Iam;
        const string Role = "notification-service-task-role";
        await iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = Role, PolicyName = "NotificationServicePolicy" });
        await iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = Role });

        await ExpectRedAsync(("roles", "all clusters", "", Role));
    }

    [Test]
    public async Task An_unregistered_target_turns_the_registration_red()
    {
        var elb = _guide.In("us-east-1").LoadBalancing;
        var group = (await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["notification-prod-tg"] })).TargetGroups[0].TargetGroupArn;
        var target = (await elb.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = group })).TargetHealthDescriptions[0].Target;
        await elb.DeregisterTargetsAsync(new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [target] });

        await ExpectRedAsync(("targets-registered", Prod, "every running task", target.Id));
    }

    [Test]
    public async Task Another_version_from_one_task_turns_its_endpoint_and_the_agreement_red()
    {
        await AddFaultAsync(new { kind = "wrong-version", task = await FirstTaskAsync(), answers = "v9.9.9" });

        await ExpectRedAsync(
            ("version-endpoint", Prod, "v1.2.3", "v9.9.9"),
            ("same-version", "all clusters", "one version", "v9.9.9"));
    }

    [Test]
    public async Task A_version_of_ten_megabytes_turns_its_endpoint_red_and_is_not_read_to_the_end()
    {
        await AddFaultAsync(new { kind = "large-answers", task = await FirstTaskAsync(), bytes = 10 * 1024 * 1024 });

        var run = await _guide.VerifyAsync();

        Assert.That(GuideRun.Red(run), Does.Contain($"version-endpoint {Prod}"), () => Texts(run));
        Assert.That(GuideRun.Red(run), Is.SubsetOf([$"version-endpoint {Prod}", $"health-endpoint {Prod}"]), () => Texts(run));
        Assert.That(Find(run, "version-endpoint").Observed, Does.Contain("larger than"));
    }

    [Test]
    public async Task A_crash_turns_the_running_count_red_until_the_service_has_replaced_the_task()
    {
        await AddFaultAsync(new { kind = "crash-after", seconds = 0, task = await FirstTaskAsync(), exitCode = 1 });
        await _guide.Server.AdvanceAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        var during = await _guide.RedAsync();
        await _guide.Server.AdvanceAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
        var after = await _guide.VerifyAsync();

        Assert.That(during, Does.Contain($"running-equals-desired {Prod}"));
        Assert.That(GuideRun.Red(after), Is.Empty, () => Texts(after));
    }

    private static Finding Find(VerificationRun run, string check) => run.Findings.First(finding => finding.Check == check && finding.Outcome != Outcome.Passed);

    private static string Texts(VerificationRun run) => string.Join('\n', run.Decision.Against.Select(finding => finding.Describe()));

    private async Task ExpectRedAsync(params (string Check, string Subject, string Expected, string Observed)[] red)
    {
        var run = await _guide.VerifyAsync();

        Assert.That(GuideRun.Red(run), Is.EquivalentTo(red.Select(one => $"{one.Check} {one.Subject}")), () => Texts(run));
        Assert.That(run.Decision.Kind, Is.EqualTo(DecisionKind.Hold));
        foreach (var (check, _, expected, observed) in red)
        {
            Assert.That(Find(run, check).Expected, Does.Contain(expected), check);
            Assert.That(Find(run, check).Observed, Does.Contain(observed), check);
        }
    }

    private async Task<string> FirstTaskAsync()
    {
        var snapshot = await _guide.TakeAsync();
        return snapshot.Clusters[0].Common.Tasks.Match(seen => seen.Value[0].PrivateAddress, absent => throw new AssertionException(absent.What), unavailable => throw new AssertionException(unavailable.Reason));
    }

    private async Task AddFaultAsync(object fault)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(_guide.Url, "/_sandbox/faults"), fault);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
