using Verification.Wire;

namespace Amazon.Runtime;

/// <summary>The services that have stand-ins, by the name of their namespace.</summary>
internal static class StandinServices
{
    public static readonly StandinService ApplicationAutoScaling =
        new(AwsServices.ApplicationAutoScaling, "Application Auto Scaling", "application-autoscaling", EndpointRules.ApplicationAutoScaling);

    public static readonly StandinService CloudWatchLogs = new(AwsServices.CloudWatchLogs, "CloudWatch Logs", "logs", EndpointRules.CloudWatchLogs);

    public static readonly StandinService ECR = new(AwsServices.Ecr, "ECR", "api.ecr", EndpointRules.Ecr);

    public static readonly StandinService ECS = new(AwsServices.Ecs, "ECS", "ecs", EndpointRules.Ecs);

    public static readonly StandinService ElasticLoadBalancingV2 =
        new(AwsServices.ElasticLoadBalancingV2, "Elastic Load Balancing v2", "elasticloadbalancing", EndpointRules.ElasticLoadBalancing);

    public static readonly StandinService IdentityManagement = new(AwsServices.Iam, "IAM", "iam", EndpointRules.Iam);

    public static readonly StandinService SecretsManager = new(AwsServices.SecretsManager, "Secrets Manager", "secretsmanager", EndpointRules.SecretsManager);
}
