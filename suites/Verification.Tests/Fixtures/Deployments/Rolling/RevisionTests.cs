using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.Rolling;

namespace Verification.Tests.Fixtures.Deployments.Rolling;

public sealed class RevisionTests
{
    [TestCase("arn:aws:ecs:us-east-1:123456789012:task-definition/web:7", "web", 7)]
    [TestCase("web:10", "web", 10)]
    [TestCase("web", null, 0)]
    [TestCase("web:latest", null, 0)]
    [TestCase(null, null, 0)]
    public void A_revision_is_read_from_its_name(string? text, string? family, int revision)
    {
        var name = RevisionName.Parse(text);

        Assert.That((name?.Family, name?.Revision ?? 0), Is.EqualTo((family, revision)));
    }

    [Test]
    public void The_previous_revision_is_the_nearest_that_is_still_there()
    {
        var current = RevisionName.Parse("web:10")!;

        Assert.That(PreviousRevision.Of(current, [.. Names("web:1", "web:8", "web:9", "web:11", "other:9")])?.Revision, Is.EqualTo(9));
        Assert.That(PreviousRevision.Of(current, [.. Names("web:2", "web:7", "web:10")])?.Revision, Is.EqualTo(7), "8 and 9 were deregistered");
        Assert.That(PreviousRevision.Of(current, [.. Names("web:10", "web:11")]), Is.Null);
    }

    [Test]
    public void A_copy_has_everything_but_the_image()
    {
        var definition = new TaskDefinition
        {
            Family = "web", Revision = 3, Cpu = "256", Memory = "512", EnableFaultInjection = true, EphemeralStorage = new EphemeralStorage { SizeInGiB = 30 },
            ExecutionRoleArn = "execution", TaskRoleArn = "task", IpcMode = "task", PidMode = "task", NetworkMode = "awsvpc",
            PlacementConstraints = [new TaskDefinitionPlacementConstraint()], ProxyConfiguration = new ProxyConfiguration { ContainerName = "envoy" },
            RequiresCompatibilities = ["FARGATE"], RuntimePlatform = new RuntimePlatform { CpuArchitecture = "ARM64" }, Volumes = [new Volume { Name = "data" }],
            ContainerDefinitions = [new ContainerDefinition { Name = "web", Image = "registry/web:1" }, new ContainerDefinition { Name = "log", Image = "registry/log:1" }],
        };

        var copy = TaskDefinitionCopy.Of(definition, [new Tag { Key = "a", Value = "b" }], "registry/web:2", null);

        var forgotten = typeof(RegisterTaskDefinitionRequest).GetProperties()
            .Where(property => property.DeclaringType == typeof(RegisterTaskDefinitionRequest) && property.CanWrite && property.GetValue(copy) is null)
            .Select(property => property.Name);
        Assert.That(forgotten, Is.Empty, "a member of the request that is not copied would be lost with each deployment");
        Assert.That(copy.ContainerDefinitions.Select(container => container.Image), Is.EqualTo(["registry/web:2", "registry/log:1"]));
    }

    [Test]
    public void Where_it_is_not_clear_which_container_is_meant_none_is_changed()
    {
        var definition = new TaskDefinition { Family = "web", ContainerDefinitions = [new ContainerDefinition { Name = "a", Image = "x/a:1" }, new ContainerDefinition { Name = "b", Image = "x/b:1" }] };

        var unclear = Assert.Throws<DeploymentException>(() => TaskDefinitionCopy.Of(definition, null, "x/c:2", null));
        var unknown = Assert.Throws<DeploymentException>(() => TaskDefinitionCopy.Of(definition, null, "x/a:2", "c"));

        Assert.That(unclear!.Message, Does.Contain("a, b"));
        Assert.That(unknown!.Message, Does.Contain("a container c"));
        Assert.That(TaskDefinitionCopy.Of(definition, null, "x/c:2", "b").ContainerDefinitions[1].Image, Is.EqualTo("x/c:2"));
    }

    private static IEnumerable<RevisionName> Names(params string[] names) => names.Select(name => RevisionName.Parse(name)!);
}
