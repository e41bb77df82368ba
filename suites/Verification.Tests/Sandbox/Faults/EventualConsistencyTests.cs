using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Tests.EndToEnd;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Faults;

/// <summary>Writes that show up in reads later, through the clients that the harness uses.</summary>
public sealed class EventualConsistencyTests
{
    private const string Cluster = "prod-cluster";
    private const string Name = "notification-service";

    private GuideRun _guide = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _guide = await GuideRun.StartAsync();
        Given.Fault(_guide.Server.Account, """{"kind":"eventual-consistency","region":"us-east-1","seconds":5}""");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _guide.DisposeAsync();

    [Test]
    public async Task A_service_that_was_just_made_is_missing_and_then_there()
    {
        var ecs = _guide.In("us-east-1").Ecs;
        var like = (await ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = Cluster, Services = [Name] })).Services[0];
        await ecs.CreateServiceAsync(new CreateServiceRequest
        {
            Cluster = Cluster, ServiceName = "fresh", TaskDefinition = like.TaskDefinition, DesiredCount = 0, LaunchType = "FARGATE", NetworkConfiguration = like.NetworkConfiguration,
        });

        var at0 = await SeesAsync();
        await AdvanceAsync(4);
        var at4 = await SeesAsync();
        await AdvanceAsync(1);
        var at5 = await SeesAsync();

        Assert.That(at0, Is.EqualTo((0, "MISSING", false)));
        Assert.That(at4, Is.EqualTo(at0));
        Assert.That(at5, Is.EqualTo((1, (string?)null, true)));

        async Task<(int Services, string? Failure, bool Listed)> SeesAsync()
        {
            var described = await ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = Cluster, Services = ["fresh"] });
            var listed = await ecs.ListServicesAsync(new ListServicesRequest { Cluster = Cluster });
            return (described.Services.Count, described.Failures.FirstOrDefault()?.Reason, listed.ServiceArns.Exists(arn => arn.EndsWith("/fresh", StringComparison.Ordinal)));
        }
    }

    [Test]
    public async Task A_service_that_was_just_updated_is_described_as_before()
    {
        var ecs = _guide.In("us-east-1").Ecs;
        await ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = Cluster, Service = Name, DesiredCount = 4 });

        var before = await DesiredAsync();
        await AdvanceAsync(5);

        Assert.That((before, await DesiredAsync()), Is.EqualTo((3, 4)));

        async Task<int?> DesiredAsync() =>
            (await ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = Cluster, Services = [Name] })).Services[0].DesiredCount;
    }

    [Test]
    public async Task A_task_that_was_just_run_is_not_listed_and_then_is()
    {
        var ecs = _guide.In("us-east-1").Ecs;
        var service = (await ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = Cluster, Services = [Name] })).Services[0];
        var run = await ecs.RunTaskAsync(new RunTaskRequest { Cluster = Cluster, TaskDefinition = service.TaskDefinition, LaunchType = "FARGATE", NetworkConfiguration = service.NetworkConfiguration });

        var before = await IsListedAsync();
        await AdvanceAsync(5);

        Assert.That((before, await IsListedAsync()), Is.EqualTo((false, true)));

        async Task<bool> IsListedAsync() => (await ecs.ListTasksAsync(new ListTasksRequest { Cluster = Cluster })).TaskArns.Contains(run.Tasks[0].TaskArn);
    }

    [Test]
    public async Task Targets_are_registered_and_deregistered_later()
    {
        var elb = _guide.In("us-east-1").LoadBalancing;
        var group = (await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["notification-prod-tg"] })).TargetGroups[0].TargetGroupArn;
        var target = (await elb.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = group })).TargetHealthDescriptions[0].Target;
        await elb.DeregisterTargetsAsync(new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [target] });
        await elb.RegisterTargetsAsync(new RegisterTargetsRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = "10.0.11.250", Port = 8083 }] });

        var before = await StatesAsync();
        await AdvanceAsync(5);
        var after = await StatesAsync();

        Assert.That((before.GetValueOrDefault(target.Id), before.ContainsKey("10.0.11.250")), Is.EqualTo(("healthy", false)));
        Assert.That((after.GetValueOrDefault(target.Id), after.ContainsKey("10.0.11.250")), Is.EqualTo(("draining", true)));

        async Task<Dictionary<string, string>> StatesAsync() =>
            (await elb.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = group })).TargetHealthDescriptions
            .DistinctBy(each => each.Target.Id).ToDictionary(each => each.Target.Id, each => each.TargetHealth.State.Value, StringComparer.Ordinal);
    }

    [Test]
    public async Task Rules_are_made_changed_and_deleted_later()
    {
        var elb = _guide.In("us-east-1").LoadBalancing;
        var balancer = (await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] })).LoadBalancers[0];
        var listener = (await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn })).Listeners[0].ListenerArn;
        var rule = (await elb.CreateRuleAsync(Rule("200"))).Rules[0].RuleArn;
        var made = await StatusAsync();
        await AdvanceAsync(5);
        var seen = await StatusAsync();
        await elb.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = rule, Actions = Rule("201").Actions });
        var changed = await StatusAsync();
        await AdvanceAsync(5);
        var seenChanged = await StatusAsync();
        await elb.DeleteRuleAsync(new DeleteRuleRequest { RuleArn = rule });
        var deleted = await StatusAsync();
        await AdvanceAsync(5);

        Assert.That((made, seen, changed, seenChanged, deleted, await StatusAsync()), Is.EqualTo(((string?)null, "200", "200", "201", "201", (string?)null)));

        CreateRuleRequest Rule(string status) => new()
        {
            ListenerArn = listener,
            Priority = 777,
            Conditions = [new RuleCondition { Field = "path-pattern", Values = ["/fresh"] }],
            Actions = [new() { Type = "fixed-response", FixedResponseConfig = new FixedResponseActionConfig { StatusCode = status } }],
        };

        async Task<string?> StatusAsync() => (await elb.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = listener })).Rules
            .Find(each => each.RuleArn == rule)?.Actions[0].FixedResponseConfig.StatusCode;
    }

    [Test]
    public async Task The_other_region_sees_its_writes_at_once()
    {
        var ecs = _guide.In("us-west-2").Ecs;
        await ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "analytics-cluster", Service = Name, DesiredCount = 1 });

        var service = (await ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = "analytics-cluster", Services = [Name] })).Services[0];

        Assert.That(service.DesiredCount, Is.EqualTo(1));
    }

    private Task AdvanceAsync(int seconds) => _guide.Server.AdvanceAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);
}
