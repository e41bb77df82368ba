using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.Definitions;
using KeyValuePair = Amazon.ECS.Model.KeyValuePair;

namespace Verification.Tests.Sandbox.Ecs;

public sealed class TaskDefinitionRulesTests
{
    [Test]
    public void The_guides_task_definition_is_taken() => Assert.That(Check, Throws.Nothing);

    [TestCase("512", "512", "512 CPU, 512 memory")]
    [TestCase("256", "4096", "256 CPU, 4096 memory")]
    [TestCase("300", "1024", "300 CPU, 1024 memory")]
    [TestCase("1 vCPU", "1GB", "1024 CPU, 1024 memory")]
    public void A_size_that_Fargate_lacks_is_named_in_AWSs_words(string cpu, string memory, string said) =>
        Refused(
            request => (request.Cpu, request.Memory) = (cpu, memory),
            $"No Fargate configuration exists for given values: {said}. See the Amazon ECS documentation for the valid values.");

    [TestCase(null, "1024", "Fargate requires that 'cpu' be defined at the task level.")]
    [TestCase("512", null, "Fargate requires that 'memory' be defined at the task level.")]
    [TestCase("much", "1024", "Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.")]
    public void A_size_that_is_missing_or_malformed_is_refused(string? cpu, string? memory, string message) =>
        Refused(request => (request.Cpu, request.Memory) = (cpu, memory), message);

    [Test]
    public void Fargate_needs_awsvpc() => Refused(request => request.NetworkMode = "bridge", "Fargate only supports network mode ‘awsvpc’.");

    [Test]
    public void Images_of_ECR_need_an_execution_role() =>
        Refused(request => request.ExecutionRoleArn = null, "Fargate requires task definition to have execution role ARN to support ECR images.");

    [Test]
    public void Logs_in_CloudWatch_need_an_execution_role() => Refused(
        request =>
        {
            request.ExecutionRoleArn = null;
            request.ContainerDefinitions[0].Image = "nginx:1.25";
            request.ContainerDefinitions[0].LogConfiguration = Logs("group", "us-east-1");
        },
        "Fargate requires task definition to have execution role ARN to support log driver awslogs.");

    [Test]
    public void Logs_in_CloudWatch_need_a_group() => Refused(
        request => request.ContainerDefinitions[0].LogConfiguration = Logs(null, "us-east-1"), "Log driver awslogs requires options: awslogs-group");

    [Test]
    public void Secrets_need_an_execution_role() => Refused(
        request =>
        {
            request.ExecutionRoleArn = null;
            request.ContainerDefinitions[0].Image = "nginx:1.25";
            request.ContainerDefinitions[0].Secrets = [new Secret { Name = "KEY", ValueFrom = "arn" }];
        },
        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");

    [Test]
    public void A_secret_does_not_share_its_name_with_a_variable() => Refused(
        request =>
        {
            request.ContainerDefinitions[0].Secrets = [new Secret { Name = "KEY", ValueFrom = "arn" }];
            request.ContainerDefinitions[0].Environment = [new KeyValuePair { Name = "KEY", Value = "1" }];
        },
        "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'KEY'.");

    [Test]
    public void There_must_be_a_container() => Refused(request => request.ContainerDefinitions = [], "Container list cannot be empty.");

    [TestCase(null, "Container.name should not be null or empty.")]
    [TestCase("web server", "Container.name contains invalid characters.")]
    public void A_container_has_a_name(string? name, string message) => Refused(request => request.ContainerDefinitions[0].Name = name, message);

    [TestCase(null, "Container.image should not be null or empty.")]
    [TestCase("$IMAGE:$TAG", "Container.image contains invalid characters.")]
    public void A_container_has_an_image(string? image, string message) => Refused(request => request.ContainerDefinitions[0].Image = image, message);

    [TestCase(null, "Family should not be null or empty.")]
    [TestCase("a family", "Family contains invalid characters.")]
    public void The_family_has_a_name(string? family, string message) => Refused(request => request.Family = family, message);

    [Test]
    public void Host_and_container_port_match_in_awsvpc() => Refused(
        request => request.ContainerDefinitions[0].PortMappings[0].HostPort = 80,
        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");

    [Test]
    public void Two_containers_of_a_task_do_not_have_the_same_port() => Refused(
        request => request.ContainerDefinitions.Add(new ContainerDefinition { Name = "other", Image = "nginx", PortMappings = [new PortMapping { ContainerPort = 8083 }] }),
        "The container port 8083 is mapped more than once. With networkMode=awsvpc it must be unique in the task.");

    [Test]
    public void Memory_is_set_for_the_task_or_the_container() => Refused(
        request =>
        {
            request.RequiresCompatibilities = ["EC2"];
            request.Memory = null;
        },
        "Invalid setting for container 'notification-service'. At least one of 'memory' or 'memoryReservation' must be specified.");

    [Test]
    public void Containers_do_not_wait_for_each_other_in_a_circle() => Refused(
        request =>
        {
            request.ContainerDefinitions[0].DependsOn = [new ContainerDependency { ContainerName = "other", Condition = "START" }];
            request.ContainerDefinitions.Add(new ContainerDefinition
            {
                Name = "other", Image = "nginx", DependsOn = [new ContainerDependency { ContainerName = "notification-service", Condition = "START" }],
            });
        },
        "Container dependencies must not form a circle.");

    [TestCase("CURL", 30, "Container.healthCheck.command must begin with CMD, CMD-SHELL or NONE, and name a command.")]
    [TestCase("CMD-SHELL", 4, "Container.healthCheck.interval must be between 5 and 300.")]
    public void A_health_check_is_within_its_limits(string kind, int interval, string message) => Refused(
        request => request.ContainerDefinitions[0].HealthCheck = new HealthCheck { Command = [kind, "true"], Interval = interval }, message);

    [Test]
    public void Sizes_are_answered_in_units()
    {
        var request = EcsRequests.Definition("nginx");
        (request.Cpu, request.Memory) = (".5 vCPU", "2 GB");

        var definition = TaskDefinitionDefaults.Apply(request);

        Assert.That((definition.Cpu, definition.Memory), Is.EqualTo(("512", "2048")));
    }

    [Test]
    public void What_ECS_fills_in_is_filled_in()
    {
        var definition = TaskDefinitionDefaults.Apply(EcsRequests.Definition(EcsCaller.Image("v1")));

        var container = definition.ContainerDefinitions.Single();
        Assert.That((container.PortMappings[0].HostPort, container.PortMappings[0].Protocol.Value, container.Cpu), Is.EqualTo((8083, "tcp", 0)));
        Assert.That(definition.Compatibilities, Is.EqualTo(["EC2", "FARGATE"]));
        Assert.That(definition.RequiresAttributes.Select(attribute => attribute.Name), Does.Contain("com.amazonaws.ecs.capability.ecr-auth").And.Contain("ecs.capability.task-eni"));
        Assert.That((container.Environment, container.MountPoints, definition.Volumes), Is.EqualTo((new List<KeyValuePair>(), new List<MountPoint>(), new List<Volume>())));
    }

    [Test]
    public void Fargate_offers_a_size_exactly_when_the_documentation_lists_it()
    {
        var listed = Enumerable.Range(8, 7).Select(power => Enumerable.Range(1, 250).Count(half => FargateSizes.Offers(1 << power, half * 512)));

        Assert.That(listed, Is.EqualTo([3, 4, 7, 13, 23, 12, 12]));
    }

    private static LogConfiguration Logs(string? group, string region) => new()
    {
        LogDriver = "awslogs",
        Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["awslogs-group"] = group ?? "", ["awslogs-region"] = region },
    };

    private static void Check() => TaskDefinitionRules.Check(EcsRequests.Definition(EcsCaller.Image("v1")));

    private static void Refused(Action<RegisterTaskDefinitionRequest> change, string message)
    {
        var request = EcsRequests.Definition(EcsCaller.Image("v1"));
        change(request);

        var error = EcsCaller.Error(() => TaskDefinitionRules.Check(request));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ClientException", message)));
    }
}
