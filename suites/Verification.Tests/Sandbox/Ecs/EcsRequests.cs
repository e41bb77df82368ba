using Amazon.ECS.Model;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>Requests as the guide makes them; a test changes what it is about.</summary>
internal static class EcsRequests
{
    public static RegisterTaskDefinitionRequest Definition(string image) => new()
    {
        Family = "notification-service-prod",
        NetworkMode = "awsvpc",
        RequiresCompatibilities = ["FARGATE"],
        Cpu = "512",
        Memory = "1024",
        ExecutionRoleArn = "arn:aws:iam::123456789012:role/execution",
        TaskRoleArn = "arn:aws:iam::123456789012:role/task",
        ContainerDefinitions =
        [
            new ContainerDefinition
            {
                Name = "notification-service",
                Image = image,
                Essential = true,
                PortMappings = [new PortMapping { ContainerPort = 8083, Protocol = "tcp" }],
                HealthCheck = new HealthCheck
                {
                    Command = ["CMD-SHELL", "curl -f http://localhost:8083/health || exit 1"], Interval = 30, Timeout = 5, Retries = 3, StartPeriod = 60,
                },
            },
        ],
    };

    public static CreateServiceRequest Service(EcsCaller caller, int desiredCount) => new()
    {
        Cluster = caller.Cluster,
        ServiceName = "notification-service",
        TaskDefinition = "notification-service-prod",
        DesiredCount = desiredCount,
        LaunchType = "FARGATE",
        NetworkConfiguration = new NetworkConfiguration
        {
            AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = caller.Subnets, SecurityGroups = [caller.SecurityGroup], AssignPublicIp = "DISABLED" },
        },
        LoadBalancers = [new LoadBalancer { TargetGroupArn = caller.TargetGroup, ContainerName = "notification-service", ContainerPort = 8083 }],
        DeploymentConfiguration = new DeploymentConfiguration
        {
            MaximumPercent = 200,
            MinimumHealthyPercent = 100,
            DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = true, Rollback = true },
        },
    };
}
