using Amazon.CloudWatchLogs.Model;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Model.Explain;
using Verification.Model.Gate;
using Verification.Tests.EndToEnd;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.External;

/// <summary>What is printed as a remedy is run as it is printed, and mends it; chapter 9 has its own.</summary>
[Category("External")]
[CancelAfter(300_000)]
public sealed class MendTests
{
    private static readonly Dictionary<string, Func<AwsClients, AwsClients, Task>> Broken = new(StringComparer.Ordinal)
    {
        ["log-group-missing"] = (east, _) => east.Logs.DeleteLogGroupAsync(new DeleteLogGroupRequest { LogGroupName = "/ecs/notification-service-prod" }),
        ["role-not-assumable"] = (east, _) => east.Iam.UpdateAssumeRolePolicyAsync(new()
        {
            RoleName = "notification-service-task-role",
            PolicyDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}""",
        }),
        ["image-missing"] = (_, west) => west.Ecr.BatchDeleteImageAsync(new BatchDeleteImageRequest { RepositoryName = "notification-service", ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] }),
        ["tag-moved"] = MoveTagAsync,
        ["health-check-port-wrong"] = async (east, _) => await east.LoadBalancing.ModifyTargetGroupAsync(new ModifyTargetGroupRequest { TargetGroupArn = await GroupAsync(east), HealthCheckPort = "9090" }),
        ["health-check-matcher-wrong"] = async (east, _) => await east.LoadBalancing.ModifyTargetGroupAsync(new ModifyTargetGroupRequest { TargetGroupArn = await GroupAsync(east), Matcher = new Matcher { HttpCode = "204" } }),
        ["listener-missing"] = async (east, _) => await east.LoadBalancing.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = (await ListenerAsync(east, 80)).ListenerArn }),
        ["rule-missing"] = async (east, _) => await east.LoadBalancing.DeleteRuleAsync(new DeleteRuleRequest { RuleArn = (await RuleAsync(east, 80)).RuleArn }),
        ["stage-and-production-swapped"] = async (east, _) =>
        {
            await ForwardAsync(east, 80, "notification-prod-stage-tg");
            await ForwardAsync(east, 8080, "notification-prod-tg");
        },
        ["weights-not-shifted"] = async (east, _) => await east.LoadBalancing.ModifyRuleAsync(new ModifyRuleRequest
        {
            RuleArn = (await RuleAsync(east, 80)).RuleArn,
            Actions = [new Action { Type = "forward", ForwardConfig = new ForwardActionConfig { TargetGroups = [new() { TargetGroupArn = await GroupAsync(east), Weight = 50 }, new() { TargetGroupArn = await GroupAsync(east, "notification-prod-stage-tg"), Weight = 50 }] } }],
        }),
        ["targets-deregistered"] = async (east, _) =>
        {
            var group = await GroupAsync(east);
            var targets = (await east.LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = group })).TargetHealthDescriptions;
            await east.LoadBalancing.DeregisterTargetsAsync(new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [targets[0].Target] });
        },
        ["desired-count-changed"] = (east, _) => east.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = "notification-service", DesiredCount = 1 }),
        ["autoscaling-fights"] = async (east, _) =>
        {
            const string Id = "service/prod-cluster/notification-service";
            await east.AutoScaling.RegisterScalableTargetAsync(new() { ServiceNamespace = "ecs", ResourceId = Id, ScalableDimension = "ecs:service:DesiredCount", MinCapacity = 5, MaxCapacity = 9 });
            await east.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = "notification-service", DesiredCount = 5 });
        },
        ["circuit-breaker-off"] = (east, _) => east.Ecs.UpdateServiceAsync(new UpdateServiceRequest
        {
            Cluster = "prod-cluster", Service = "notification-service", DeploymentConfiguration = new DeploymentConfiguration { DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = false, Rollback = false } },
        }),
        ["capacity-providers-drifted"] = (east, _) => east.Ecs.PutClusterCapacityProvidersAsync(new PutClusterCapacityProvidersRequest
        {
            Cluster = "prod-cluster", CapacityProviders = ["FARGATE", "FARGATE_SPOT"], DefaultCapacityProviderStrategy = [new CapacityProviderStrategyItem { CapacityProvider = "FARGATE_SPOT", Weight = 1 }],
        }),
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

        await shell.RunAsync(ill.Explanation.First!.Mend);
        await guide.AdvanceAsync(900);

        var well = await guide.VerifyAsync();
        Assert.That(well.Decision.Kind, Is.EqualTo(DecisionKind.Promote), () => string.Join('\n', [ill.Explanation.First.Fully(), .. well.Decision.Against.Select(finding => finding.Describe())]));
    }

    private static async Task MoveTagAsync(AwsClients east, AwsClients west)
    {
        var image = (await west.Ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = "notification-service", ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] })).Images[0];
        await west.Ecr.PutImageAsync(new PutImageRequest { RepositoryName = "notification-service", ImageTag = "v1.2.3", ImageManifest = image.ImageManifest + "\n" });
    }

    private static async Task<string> GroupAsync(AwsClients aws, string name = "notification-prod-tg") =>
        (await aws.LoadBalancing.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = [name] })).TargetGroups[0].TargetGroupArn;

    private static async Task<Listener> ListenerAsync(AwsClients aws, int port)
    {
        var balancer = (await aws.LoadBalancing.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] })).LoadBalancers[0];
        return (await aws.LoadBalancing.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn })).Listeners.Single(one => one.Port == port);
    }

    private static async Task<Rule> RuleAsync(AwsClients aws, int port) =>
        (await aws.LoadBalancing.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = (await ListenerAsync(aws, port)).ListenerArn })).Rules.Single(one => one.Priority == "1");

    private static async Task ForwardAsync(AwsClients aws, int port, string group) => await aws.LoadBalancing.ModifyRuleAsync(new ModifyRuleRequest
    {
        RuleArn = (await RuleAsync(aws, port)).RuleArn, Actions = [new Action { Type = "forward", TargetGroupArn = await GroupAsync(aws, group) }],
    });
}
