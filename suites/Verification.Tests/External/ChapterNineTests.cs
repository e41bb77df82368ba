using Amazon.ECR.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Fixtures.Harness;
using Verification.Fixtures.Runs;
using Verification.Model.Explain;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Tests.EndToEnd;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.External;

/// <summary>Chapter 9 of the guide by itself: each of its five symptoms is made, the first cause is right, and exactly the commands that it prints mend it.</summary>
[Category("External")]
[CancelAfter(300_000)]
public sealed class ChapterNineTests
{
    private static readonly Topology New = GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = "v1.3.0" } };

    private GuideRun _guide = null!;
    private MendingShell _shell = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _guide = await GuideRun.StartAsync();
        _shell = new MendingShell(_guide.Url);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _shell.Dispose();
        await _guide.DisposeAsync();
    }

    [Test]
    public async Task Issue_1_a_delegate_that_does_not_connect()
    {
        var restarted = _shell.Add("kubectl");
        using var harness = WireMockServer.Start();
        harness.Given(Request.Create().WithPath("/ng/api/delegate-setup/listDelegates").UsingPost()).RespondWith(Response.Create().WithBody(
            _ => $$"""{"resource":[{"name":"delegate-prod","connected":{{(File.Exists(restarted) ? "true" : "false")}},"tags":[]},{"name":"delegate-analytics","connected":true,"tags":[]}]}"""));
        harness.Given(Request.Create().WithPath("/pipeline/api/pipelines/execution/v2/e1").UsingGet()).RespondWith(Response.Create().WithBody(
            """{"data":{"pipelineExecutionSummary":{"status":"Running"}}}"""));

        var cause = (await AskedAsync(harness)).Explanation.First!;
        await _shell.RunAsync(cause.Mend);

        Assert.That(cause.Id, Is.EqualTo("delegate-disconnected"), cause.Fully);
        Assert.That(await File.ReadAllTextAsync(restarted), Is.EqualTo("rollout restart deployment/delegate-prod -n harness-delegate-ng\n"));
        Assert.That((await AskedAsync(harness)).Explanation.First, Is.Null);
    }

    [Test]
    public async Task Issue_2_a_task_definition_whose_role_is_missing()
    {
        const string Role = "notification-service-execution-role";
        var iam = _guide.In("us-east-1").Iam;
        await iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = Role, PolicyArn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy" });
        foreach (var policy in (await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = Role })).PolicyNames)
        {
            await iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = Role, PolicyName = policy });
        }

        await iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = Role });
        await _guide.PushAsync("v1.3.0");
        await _guide.AdvanceAsync(60);
        await _guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await _guide.AdvanceAsync(60);

        await MendAsync("role-missing", VerificationRun.Narrowed(New, expectTag: null, "prod-cluster"), seconds: 600);
    }

    [Test]
    public async Task Issue_3_health_checks_that_fail_for_their_path()
    {
        var elb = _guide.In("us-east-1").LoadBalancing;
        var group = (await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["notification-prod-tg"] })).TargetGroups[0].TargetGroupArn;
        await elb.ModifyTargetGroupAsync(new ModifyTargetGroupRequest { TargetGroupArn = group, HealthCheckPath = "/healthz" });
        await _guide.AdvanceAsync(90);

        await MendAsync("health-check-path-wrong", GuideRun.Topology, seconds: 600);
    }

    [Test]
    public async Task Issue_4_traffic_that_does_not_shift()
    {
        var elb = _guide.In("us-east-1").LoadBalancing;
        var groups = (await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["notification-prod-stage-tg"] })).TargetGroups;
        var balancer = (await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] })).LoadBalancers[0];
        var listener = (await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn })).Listeners.Single(one => one.Port == 80);
        var rule = (await elb.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = listener.ListenerArn })).Rules.Single(one => one.Priority == "1");
        await elb.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = rule.RuleArn, Actions = [new Amazon.ElasticLoadBalancingV2.Model.Action { Type = "forward", TargetGroupArn = groups[0].TargetGroupArn }] });

        await MendAsync("rule-forwards-elsewhere", GuideRun.Topology, seconds: 120);
    }

    [Test]
    public async Task Issue_5_replication_that_does_not_work()
    {
        await _guide.In("us-east-1").Ecr.PutReplicationConfigurationAsync(new PutReplicationConfigurationRequest { ReplicationConfiguration = new ReplicationConfiguration { Rules = [] } });
        await _guide.PushAsync("v1.3.0");
        await _guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await _guide.DeployAsync("analytics-cluster", "us-west-2", "notification-service-analytics", "v1.3.0");
        await _guide.AdvanceAsync(600);

        await MendAsync("replication-rule-missing", New, seconds: 1200);
    }

    [Test]
    public async Task Issue_5_an_image_that_was_pushed_before_the_rule()
    {
        var ecr = _guide.In("us-east-1").Ecr;
        var rules = (await ecr.DescribeRegistryAsync(new DescribeRegistryRequest())).ReplicationConfiguration;
        await ecr.PutReplicationConfigurationAsync(new PutReplicationConfigurationRequest { ReplicationConfiguration = new ReplicationConfiguration { Rules = [] } });
        await _guide.PushAsync("v1.3.0");
        await ecr.PutReplicationConfigurationAsync(new PutReplicationConfigurationRequest { ReplicationConfiguration = rules });
        await _guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await _guide.DeployAsync("analytics-cluster", "us-west-2", "notification-service-analytics", "v1.3.0");
        await _guide.AdvanceAsync(600);

        await MendAsync("image-pushed-before-rule", New, seconds: 1200);
    }

    private async Task MendAsync(string id, Topology topology, double seconds)
    {
        var ill = await _guide.VerifyAsync(topology);
        Assert.That(ill.Explanation.First?.Id, Is.EqualTo(id), () => string.Join('\n', ill.Explanation.Causes.Select(cause => cause.Fully())));

        await _shell.RunAsync(ill.Explanation.First!.Mend);
        await _guide.AdvanceAsync(seconds);

        var well = await _guide.VerifyAsync(topology);
        Assert.That(well.Decision.Kind, Is.EqualTo(DecisionKind.Promote), () => string.Join('\n', [ill.Explanation.First.Fully(), .. well.Decision.Against.Select(finding => finding.Describe()), .. well.Explanation.Causes.Select(cause => cause.Fully())]));
    }

    private async Task<VerificationRun> AskedAsync(WireMockServer harness)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var client = new HarnessClient(http, new HarnessOptions { Url = new Uri(harness.Url!), Account = "acc", ApiKey = "key" }, TimeProvider.System);
        var run = await _guide.VerifyAsync();
        return run with { Snapshot = run.Snapshot with { Harness = await HarnessLook.TakeAsync(client, ["delegate-prod", "delegate-analytics"], "e1", TimeProvider.System, TestContext.CurrentContext.CancellationToken) } };
    }
}
