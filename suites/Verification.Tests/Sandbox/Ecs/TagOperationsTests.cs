using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.Operations;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TagOperationsTests
{
    private readonly TagOperations _tags = new();
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Define();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public void A_services_tag_is_set_changed_and_removed()
    {
        var arn = _ecs.Create().ServiceArn;

        Tag(arn, "BG_VERSION", "GREEN");
        Tag(arn, "BG_VERSION", "BLUE");
        var set = Tags(arn);
        _tags.UntagResource(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["BG_VERSION", "never"] }, _ecs.East);

        Assert.That(set, Is.EqualTo(["BG_VERSION=BLUE"]));
        Assert.That(Tags(arn), Is.Empty);
    }

    [Test]
    public void Tags_of_clusters_and_task_definitions_are_found_by_ARN()
    {
        foreach (var arn in new[] { "arn:aws:ecs:us-east-1:123456789012:cluster/prod-cluster", "arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:1" })
        {
            Tag(arn, "a", "b");
            Assert.That(Tags(arn), Is.EqualTo(["a=b"]));
        }
    }

    [Test]
    public async Task Tasks_get_the_tags_of_their_service_when_it_propagates_them()
    {
        _ecs.Create(desiredCount: 1, request =>
        {
            request.PropagateTags = "SERVICE";
            request.EnableECSManagedTags = true;
            request.Tags = [new Tag { Key = "team", Value = "a" }];
        });
        await _ecs.AdvanceAsync(1);

        Assert.That(Tags(_ecs.Running().Single().TaskArn), Is.EqualTo(["team=a", "aws:ecs:clusterName=prod-cluster", "aws:ecs:serviceName=notification-service"]));
    }

    [TestCase("arn:aws:ecs:us-east-1:123456789012:service/prod-cluster/none", "The specified service is inactive. Specify an active service and try again.")]
    [TestCase("arn:aws:ecs:us-east-1:123456789012:cluster/none", "The specified cluster is inactive. Specify an active cluster and try again.")]
    [TestCase("arn:aws:ecs:us-west-2:123456789012:cluster/prod-cluster", "Invalid arn syntax.")]
    [TestCase("prod-cluster", "Invalid arn syntax.")]
    public void What_cannot_be_tagged_is_named(string arn, string message) => Assert.That(EcsCaller.Error(() => Tags(arn)).Message, Is.EqualTo(message));

    [Test]
    public void Tags_of_AWS_and_more_than_fifty_are_refused()
    {
        var arn = _ecs.Create().ServiceArn;

        var reserved = EcsCaller.Error(() => Tag(arn, "aws:mine", "x"));
        var many = EcsCaller.Error(() => _tags.TagResource(
            new TagResourceRequest { ResourceArn = arn, Tags = [.. Enumerable.Range(0, 51).Select(i => new Tag { Key = $"k{i}", Value = "" })] }, _ecs.East));

        Assert.That((reserved.Code, many.Code), Is.EqualTo(("InvalidParameterException", "InvalidParameterException")));
        Assert.That(Tags(arn), Is.Empty);
    }

    private void Tag(string arn, string key, string value) =>
        _tags.TagResource(new TagResourceRequest { ResourceArn = arn, Tags = [new Tag { Key = key, Value = value }] }, _ecs.East);

    private List<string> Tags(string arn) =>
        _tags.ListTagsForResource(new ListTagsForResourceRequest { ResourceArn = arn }, _ecs.East).Tags.ConvertAll(tag => $"{tag.Key}={tag.Value}");
}
