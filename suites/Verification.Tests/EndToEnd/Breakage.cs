using Amazon.CloudWatchLogs.Model;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using Amazon.SecretsManager.Model;
using Verification.Fixtures.Targets;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using LoadBalancer = Amazon.ElasticLoadBalancingV2.Model.LoadBalancer;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.EndToEnd;

/// <summary>What somebody can break in the guide's clusters by calling AWS.</summary>
internal static class Breakage
{
    private const string Name = "notification-service";
    private const string ProductionGroup = "notification-prod-tg";
    public const string StageGroup = "notification-prod-stage-tg";

    public static Task DeleteLogGroupAsync(AwsClients east) => east.Logs.DeleteLogGroupAsync(new DeleteLogGroupRequest { LogGroupName = "/ecs/notification-service-prod" });

    public static Task DeleteSecretAsync(AwsClients east) => east.Secrets.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "notification/api-key", ForceDeleteWithoutRecovery = true });

    public static Task TrustAnotherServiceAsync(AwsClients east) => east.Iam.UpdateAssumeRolePolicyAsync(new UpdateAssumeRolePolicyRequest
    {
        RoleName = "notification-service-task-role",
        PolicyDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}""",
    });

    public static async Task DeleteRoleAsync(AwsClients east, string role)
    {
        foreach (var attached in (await east.Iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = role })).AttachedPolicies ?? [])
        {
            await east.Iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = role, PolicyArn = attached.PolicyArn });
        }

        foreach (var policy in (await east.Iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = role })).PolicyNames ?? [])
        {
            await east.Iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = role, PolicyName = policy });
        }

        await east.Iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = role });
    }

    public static Task DeleteImageAsync(AwsClients aws, string tag = "v1.2.3") =>
        aws.Ecr.BatchDeleteImageAsync(new BatchDeleteImageRequest { RepositoryName = Name, ImageIds = [new ImageIdentifier { ImageTag = tag }] });

    /// <summary>Lets a tag name another image than it did. A shell takes an end of line for its own, and so what differs is none.</summary>
    public static async Task MoveTagAsync(AwsClients aws, string tag = "v1.2.3")
    {
        var image = (await aws.Ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = Name, ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] })).Images[0];
        await aws.Ecr.PutImageAsync(new PutImageRequest { RepositoryName = Name, ImageTag = tag, ImageManifest = image.ImageManifest + "  " });
    }

    public static Task ReplicateToAsync(AwsClients east, params string[] regions) => east.Ecr.PutReplicationConfigurationAsync(new PutReplicationConfigurationRequest
    {
        ReplicationConfiguration = new ReplicationConfiguration
        {
            Rules = regions.Length == 0 ? [] : [new ReplicationRule { Destinations = [.. regions.Select(region => new ReplicationDestination { Region = region, RegistryId = "123456789012" })] }],
        },
    });

    public static async Task ProbeAsync(AwsClients east, System.Action<ModifyTargetGroupRequest> change, string group = ProductionGroup)
    {
        var request = new ModifyTargetGroupRequest { TargetGroupArn = await GroupAsync(east, group) };
        change(request);
        await east.LoadBalancing.ModifyTargetGroupAsync(request);
    }

    public static async Task DeleteListenerAsync(AwsClients east) =>
        await east.LoadBalancing.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = (await ListenerAsync(east, 80)).ListenerArn });

    public static async Task DeleteRuleAsync(AwsClients east) =>
        await east.LoadBalancing.DeleteRuleAsync(new DeleteRuleRequest { RuleArn = (await RuleAsync(east, 80)).RuleArn });

    public static async Task DeleteLoadBalancerAsync(AwsClients east) =>
        await east.LoadBalancing.DeleteLoadBalancerAsync(new DeleteLoadBalancerRequest { LoadBalancerArn = (await BalancerAsync(east)).LoadBalancerArn });

    public static Task ForwardToStageAsync(AwsClients east) => ForwardAsync(east, 80, (StageGroup, 1));

    public static Task ForwardToProductionAsync(AwsClients east) => ForwardAsync(east, 80, (ProductionGroup, 1));

    public static async Task SwapAsync(AwsClients east)
    {
        await ForwardAsync(east, 80, (StageGroup, 1));
        await ForwardAsync(east, 8080, (ProductionGroup, 1));
    }

    public static Task ForwardToBothAsync(AwsClients east, int? stickySeconds = null) => ForwardAsync(east, 80, stickySeconds, (ProductionGroup, 50), (StageGroup, 50));

    /// <summary>Gives the production rule another number, and a rule of number 1 all requests.</summary>
    public static async Task ShadowAsync(AwsClients east, int priority)
    {
        await DeleteRuleAsync(east);
        foreach (var (number, path, group) in new[] { (priority, "/health", ProductionGroup), (1, "/*", StageGroup) })
        {
            await east.LoadBalancing.CreateRuleAsync(new CreateRuleRequest
            {
                ListenerArn = (await ListenerAsync(east, 80)).ListenerArn,
                Priority = number,
                Conditions = [new RuleCondition { Field = "path-pattern", Values = [path] }],
                Actions = [new Action { Type = "forward", TargetGroupArn = await GroupAsync(east, group) }],
            });
        }
    }

    public static async Task DeregisterAsync(AwsClients east)
    {
        var group = await GroupAsync(east);
        var targets = (await east.LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = group })).TargetHealthDescriptions;
        await east.LoadBalancing.DeregisterTargetsAsync(new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [targets[0].Target] });
    }

    public static Task ScaleAsync(AwsClients east, int count) => east.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = Name, DesiredCount = count });

    public static async Task AutoscaleAsync(AwsClients east)
    {
        await east.AutoScaling.RegisterScalableTargetAsync(new()
        {
            ServiceNamespace = "ecs", ResourceId = "service/prod-cluster/notification-service", ScalableDimension = "ecs:service:DesiredCount", MinCapacity = 5, MaxCapacity = 9,
        });
        await ScaleAsync(east, 5);
    }

    public static Task ConfigureAsync(AwsClients east, DeploymentConfiguration configuration, bool deploy = false) => east.Ecs.UpdateServiceAsync(new UpdateServiceRequest
    {
        Cluster = "prod-cluster", Service = Name, DeploymentConfiguration = configuration, ForceNewDeployment = deploy,
    });

    public static Task TurnCircuitBreakerOffAsync(AwsClients east) => ConfigureAsync(east, new DeploymentConfiguration { DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = false, Rollback = false } });

    /// <summary>Of three tasks none may be started beside those that run, and none of those may be stopped.</summary>
    public static Task BlockAsync(AwsClients east, bool deploy = true) => ConfigureAsync(
        east,
        new DeploymentConfiguration { MaximumPercent = 120, MinimumHealthyPercent = 90, DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = true, Rollback = true } },
        deploy);

    public static Task DeployAgainAsync(AwsClients east) => east.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = Name, ForceNewDeployment = true });

    public static Task UseSpotAloneAsync(AwsClients east) => east.Ecs.PutClusterCapacityProvidersAsync(new PutClusterCapacityProvidersRequest
    {
        Cluster = "prod-cluster", CapacityProviders = ["FARGATE", "FARGATE_SPOT"], DefaultCapacityProviderStrategy = [new CapacityProviderStrategyItem { CapacityProvider = "FARGATE_SPOT", Weight = 1 }],
    });

    public static async Task StopTaskAsync(AwsClients east)
    {
        var tasks = await east.Ecs.ListTasksAsync(new ListTasksRequest { Cluster = "prod-cluster", ServiceName = Name });
        await east.Ecs.StopTaskAsync(new StopTaskRequest { Cluster = "prod-cluster", Task = tasks.TaskArns[0], Reason = "somebody tidies up" });
    }

    public static Task DeleteServiceAsync(AwsClients aws, string cluster) => aws.Ecs.DeleteServiceAsync(new DeleteServiceRequest { Cluster = cluster, Service = Name, Force = true });

    public static async Task<string> GroupAsync(AwsClients aws, string name = ProductionGroup) =>
        (await aws.LoadBalancing.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = [name] })).TargetGroups[0].TargetGroupArn;

    private static async Task<LoadBalancer> BalancerAsync(AwsClients aws) =>
        (await aws.LoadBalancing.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] })).LoadBalancers[0];

    private static async Task<Listener> ListenerAsync(AwsClients aws, int port) =>
        (await aws.LoadBalancing.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = (await BalancerAsync(aws)).LoadBalancerArn })).Listeners.Single(one => one.Port == port);

    private static async Task<Rule> RuleAsync(AwsClients aws, int port) =>
        (await aws.LoadBalancing.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = (await ListenerAsync(aws, port)).ListenerArn })).Rules.Single(one => one.Priority == "1");

    private static Task ForwardAsync(AwsClients aws, int port, params (string Group, int Weight)[] groups) => ForwardAsync(aws, port, stickySeconds: null, groups);

    private static async Task ForwardAsync(AwsClients aws, int port, int? stickySeconds, params (string Group, int Weight)[] groups)
    {
        var forward = new ForwardActionConfig { TargetGroups = [] };
        foreach (var (group, weight) in groups)
        {
            forward.TargetGroups.Add(new TargetGroupTuple { TargetGroupArn = await GroupAsync(aws, group), Weight = weight });
        }

        if (stickySeconds is { } seconds)
        {
            forward.TargetGroupStickinessConfig = new TargetGroupStickinessConfig { Enabled = true, DurationSeconds = seconds };
        }

        await aws.LoadBalancing.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = (await RuleAsync(aws, port)).RuleArn, Actions = [new Action { Type = "forward", ForwardConfig = forward }] });
    }
}
