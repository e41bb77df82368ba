using Amazon.EC2.Model;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Model.Explain;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Tests.EndToEnd;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.External;

/// <summary>What is printed as a remedy is run as it is printed, and mends it; chapter 9 has its own.</summary>
[Category("External")]
[CancelAfter(300_000)]
[Parallelizable(ParallelScope.All)]
public sealed class MendTests
{
    private const string Name = "notification-service";
    private static readonly Topology New = GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = "v1.3.0" } };

    private static readonly Dictionary<string, Func<AwsClients, AwsClients, Task>> Broken = new(StringComparer.Ordinal)
    {
        ["log-group-missing"] = (east, _) => Breakage.DeleteLogGroupAsync(east),
        ["role-not-assumable"] = (east, _) => Breakage.TrustAnotherServiceAsync(east),
        ["image-missing"] = (_, west) => Breakage.DeleteImageAsync(west),
        ["tag-moved"] = (_, west) => Breakage.MoveTagAsync(west),
        ["health-check-port-wrong"] = (east, _) => Breakage.ProbeAsync(east, group => group.HealthCheckPort = "9090"),
        ["health-check-matcher-wrong"] = (east, _) => Breakage.ProbeAsync(east, group => group.Matcher = new() { HttpCode = "204" }),
        ["listener-missing"] = (east, _) => Breakage.DeleteListenerAsync(east),
        ["rule-missing"] = (east, _) => Breakage.DeleteRuleAsync(east),
        ["stage-and-production-swapped"] = (east, _) => Breakage.SwapAsync(east),
        ["weights-not-shifted"] = (east, _) => Breakage.ForwardToBothAsync(east),
        ["targets-deregistered"] = (east, _) => Breakage.DeregisterAsync(east),
        ["desired-count-changed"] = (east, _) => Breakage.ScaleAsync(east, 1),
        ["autoscaling-fights"] = (east, _) => Breakage.AutoscaleAsync(east),
        ["circuit-breaker-off"] = (east, _) => Breakage.TurnCircuitBreakerOffAsync(east),
        ["capacity-providers-drifted"] = (east, _) => Breakage.UseSpotAloneAsync(east),
        ["blocked-by-percentages"] = (east, _) => Breakage.BlockAsync(east),
    };

    private static IEnumerable<string> Ids => Broken.Keys;

    [TestCaseSource(nameof(Ids))]
    public async Task Printed_commands_mend(string id)
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        await Broken[id](guide.In("us-east-1"), guide.In("us-west-2"));
        await guide.AdvanceAsync(90);
        var ill = await guide.VerifyAsync();
        Assert.That(ill.Explanation.First?.Id, Is.EqualTo(id), () => string.Join('\n', ill.Explanation.Causes.Select(cause => cause.Fully())));

        await MendAsync(guide, shell, ill.Explanation.First!, GuideRun.Topology);
    }

    /// <summary>Where another cause is as near to the origin, what mends this one mends it as well.</summary>
    [TestCase("sticky-sessions")]
    [TestCase("target-group-unused")]
    public async Task Printed_commands_of_a_cause_beside_the_first_mend(string id)
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        await (id == "sticky-sessions" ? Breakage.ForwardToBothAsync(guide.In("us-east-1"), stickySeconds: 600) : Breakage.ForwardToStageAsync(guide.In("us-east-1")));
        await guide.AdvanceAsync(90);

        await MendAsync(guide, shell, await CauseAsync(guide, id, GuideRun.Topology), GuideRun.Topology);
    }

    [Test]
    public async Task A_rule_that_shadows_the_production_rule_is_led_to_the_same_target_group()
    {
        var topology = GuideRun.Topology with
        {
            Clusters = [.. GuideRun.Topology.Clusters.Select((cluster, index) => index > 0 ? cluster : cluster with { LoadBalancer = cluster.LoadBalancer with { Production = cluster.LoadBalancer.Production with { RulePriority = 5 } } })],
        };
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        await Breakage.ShadowAsync(guide.In("us-east-1"), priority: 5);

        await MendAsync(guide, shell, await CauseAsync(guide, "rule-shadowed", topology), topology);
    }

    [Test]
    public async Task Traffic_that_does_not_follow_its_rule_is_led_there_again()
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        var east = guide.In("us-east-1");
        await Breakage.ForwardToStageAsync(east);
        await guide.AddFaultAsync("""{"kind":"rule-not-shifting","region":"us-east-1","durationSeconds":120}""");
        await Breakage.ForwardToProductionAsync(east);
        await guide.AdvanceAsync(60);

        await MendAsync(guide, shell, await CauseAsync(guide, "traffic-not-following", GuideRun.Topology), GuideRun.Topology);
    }

    [Test]
    public async Task Tasks_that_need_longer_to_start_are_given_it()
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        await guide.AddFaultAsync("""{"kind":"slow-start","cluster":"prod-cluster","ecsService":"notification-service","seconds":240}""");
        await Breakage.DeployAgainAsync(guide.In("us-east-1"));
        await guide.AdvanceAsync(300);

        await MendAsync(guide, shell, await CauseAsync(guide, "start-period-too-short", GuideRun.Topology), GuideRun.Topology);
    }

    /// <summary>The sandbox keeps nobody out: that nobody answers is made beside it.</summary>
    [Test]
    public async Task A_closed_security_group_is_opened_for_the_load_balancer()
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        var east = guide.In("us-east-1");
        var vpc = (await east.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new Amazon.EC2.Model.Filter("cidr", ["10.0.0.0/16"])] })).Vpcs[0].VpcId;
        var closed = (await east.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "closed", Description = "lets nobody in", VpcId = vpc })).GroupId;
        var service = (await east.Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = "prod-cluster", Services = [Name] })).Services[0];
        service.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups = [closed];
        await east.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = Name, NetworkConfiguration = service.NetworkConfiguration });
        await guide.AdvanceAsync(900);
        await guide.AddFaultAsync("""{"kind":"dead-port","cluster":"prod-cluster","ecsService":"notification-service","durationSeconds":200}""");
        await guide.AdvanceAsync(90);
        var cause = await CauseAsync(guide, "security-group-closed", GuideRun.Topology);

        await MendAsync(guide, shell, cause, GuideRun.Topology);

        var mended = (await east.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [closed] })).SecurityGroups[0];
        Assert.That(mended.IpPermissions.Select(one => (one.FromPort, one.UserIdGroupPairs.Count)), Is.EqualTo(new (int?, int)[] { (8083, 1) }));
    }

    [TestCase("replication-delayed")]
    [TestCase("image-pushed-before-rule")]
    [TestCase("replication-failed")]
    public async Task An_image_that_did_not_come_to_the_region_is_copied(string id)
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        var (east, west) = (guide.In("us-east-1"), guide.In("us-west-2"));
        switch (id)
        {
            case "replication-delayed":
                await guide.AddFaultAsync("""{"kind":"replication-stuck","region":"us-west-2","repository":"notification-service"}""");
                await guide.PushAsync("v1.3.0");
                break;
            case "image-pushed-before-rule":
                await Breakage.ReplicateToAsync(east);
                await guide.PushAsync("v1.3.0");
                await Breakage.ReplicateToAsync(east, "us-west-2");
                break;
            default:
                // A tag that is taken and may not be moved, until somebody deletes it.
                await west.Ecr.DeleteRepositoryAsync(new DeleteRepositoryRequest { RepositoryName = Name, Force = true });
                await west.Ecr.CreateRepositoryAsync(new CreateRepositoryRequest { RepositoryName = Name, ImageTagMutability = "IMMUTABLE" });
                await guide.PushAsync("v1.3.0");
                await guide.AdvanceAsync(60);
                await Breakage.MoveTagAsync(east, "v1.3.0");
                await guide.AdvanceAsync(60);
                await Breakage.DeleteImageAsync(west, "v1.3.0");
                break;
        }

        await guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await guide.DeployAsync("analytics-cluster", "us-west-2", "notification-service-analytics", "v1.3.0");
        await guide.AdvanceAsync(600);

        await MendAsync(guide, shell, await CauseAsync(guide, id, New), New);
    }

    [Test]
    public async Task An_image_that_was_pushed_too_late_is_deployed_again()
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        await guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await guide.AdvanceAsync(600);
        await guide.PushAsync("v1.3.0");
        await guide.AdvanceAsync(60);
        var production = VerificationRun.Narrowed(New, expectTag: null, "prod-cluster");

        await MendAsync(guide, shell, await CauseAsync(guide, "image-missing", production), production);
    }

    /// <summary>The sandbox leaves no task over: that one was is said to the rule.</summary>
    [Test]
    public async Task Tasks_that_were_left_over_are_replaced()
    {
        await using var guide = await GuideRun.StartAsync();
        using var shell = new MendingShell(guide.Url);
        var run = await guide.VerifyAsync();
        var tasks = run.Snapshot.Clusters[0].Common.Tasks.Select(all => all.SetItem(0, all[0] with { TaskDefinition = all[0].TaskDefinition + "0" }));
        var left = run.Snapshot with { Clusters = run.Snapshot.Clusters.SetItem(0, run.Snapshot.Clusters[0] with { Common = run.Snapshot.Clusters[0].Common with { Tasks = tasks } }) };
        var before = tasks.Match(seen => seen.Value, _ => [], _ => []).Select(task => task.Arn);
        var cause = VerificationRun.Judge(GuideRun.Topology, left, TimeSpan.Zero).Explanation.Causes.Single(one => one.Id == "tasks-outdated");

        await MendAsync(guide, shell, cause, GuideRun.Topology);

        var after = (await guide.TakeAsync()).Clusters[0].Common.Tasks.Match(seen => seen.Value, _ => [], _ => []).Select(task => task.Arn);
        Assert.That(after, Is.Not.Empty);
        Assert.That(after.Intersect(before), Is.Empty);
    }

    private static async Task<Cause> CauseAsync(GuideRun guide, string id, Topology topology)
    {
        var ill = await guide.VerifyAsync(topology);
        var cause = ill.Explanation.Causes.FirstOrDefault(one => one.Id == id);
        Assert.That(cause, Is.Not.Null, () => string.Join('\n', [.. ill.Explanation.Causes.Select(one => one.Fully()), .. GuideRun.Red(ill)]));
        return cause!;
    }

    private static async Task MendAsync(GuideRun guide, MendingShell shell, Cause cause, Topology topology)
    {
        await shell.RunAsync(cause.Mend);
        await guide.AdvanceAsync(1200);

        var well = await guide.VerifyAsync(topology);
        Assert.That(well.Decision.Kind, Is.EqualTo(DecisionKind.Promote), () => string.Join('\n', [cause.Fully(), .. well.Decision.Against.Select(finding => finding.Describe()), .. well.Explanation.Causes.Select(one => one.Fully())]));
    }
}
