using Amazon.ECS.Model;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecs.Operations;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TaskDefinitionOperationsTests
{
    private readonly AwsAccount _account = new(new SandboxClock(new FakeTimeProvider(), 0), 1);
    private readonly TaskDefinitionOperations _definitions = new();
    private readonly TaskDefinitionQueries _queries = new();

    private RequestContext East => new(_account.Region("us-east-1"), "request");

    [Test]
    public void Revisions_count_up_and_are_never_given_twice()
    {
        Register();
        Register();
        Deregister("notification-service-prod:2");

        Assert.That(Register().TaskDefinitionArn, Is.EqualTo("arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:3"));
    }

    [Test]
    public void A_family_alone_means_its_latest_active_revision()
    {
        Register();
        Register();
        Deregister("notification-service-prod:2");

        Assert.That(Describe("notification-service-prod").Revision, Is.EqualTo(1));
    }

    [Test]
    public void A_deregistered_revision_is_still_described()
    {
        Register();

        var answer = Deregister("arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:1");

        Assert.That((answer.Status.Value, Describe("notification-service-prod:1").Status.Value), Is.EqualTo(("INACTIVE", "INACTIVE")));
        Assert.That(Describe("notification-service-prod:1").DeregisteredAt, Is.EqualTo(_account.Now));
        Assert.That(Describe("notification-service-prod:1").ContainerDefinitions, Has.Exactly(1).Items);
    }

    [TestCase("none")]
    [TestCase("notification-service-prod:9")]
    [TestCase("notification-service-prod:01x")]
    [TestCase("arn:aws:ecs:us-west-2:123456789012:task-definition/notification-service-prod:1")]
    public void What_does_not_exist_is_not_described(string name)
    {
        Register();

        var error = EcsCaller.Error(() => Describe(name));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ClientException", "Unable to describe task definition.")));
    }

    [Test]
    public void A_revision_is_needed_to_deregister() =>
        Assert.That(EcsCaller.Error(() => Deregister("notification-service-prod")).Message, Is.EqualTo("Revision is missing."));

    [Test]
    public void Lists_are_by_family_status_and_order()
    {
        Register();
        Register();
        Register("other");
        Deregister("notification-service-prod:1");

        Assert.That(List(new ListTaskDefinitionsRequest()), Is.EqualTo(["notification-service-prod:2", "other:1"]));
        Assert.That(List(new ListTaskDefinitionsRequest { Sort = "DESC" }), Is.EqualTo(["other:1", "notification-service-prod:2"]));
        Assert.That(List(new ListTaskDefinitionsRequest { Status = "INACTIVE" }), Is.EqualTo(["notification-service-prod:1"]));
        Assert.That(List(new ListTaskDefinitionsRequest { FamilyPrefix = "notification" }), Is.Empty, "the prefix is the whole name");
    }

    [Test]
    public void Families_are_listed_by_prefix_and_status()
    {
        Register();
        Register("other");
        Deregister("other:1");

        Assert.That(Families(new ListTaskDefinitionFamiliesRequest { FamilyPrefix = "noti" }), Is.EqualTo(["notification-service-prod"]));
        Assert.That(Families(new ListTaskDefinitionFamiliesRequest { Status = "INACTIVE" }), Is.EqualTo(["other"]));
        Assert.That(Families(new ListTaskDefinitionFamiliesRequest()), Has.Exactly(2).Items);
    }

    [Test]
    public void Tags_are_answered_when_include_says_so()
    {
        Register();

        var plain = _definitions.DescribeTaskDefinition(new DescribeTaskDefinitionRequest { TaskDefinition = "notification-service-prod" }, East);
        var tagged = _definitions.DescribeTaskDefinition(new DescribeTaskDefinitionRequest { TaskDefinition = "notification-service-prod", Include = ["TAGS"] }, East);

        Assert.That((plain.Tags.Count, tagged.Tags.Count), Is.EqualTo((0, 1)));
    }

    private TaskDefinition Register(string family = "notification-service-prod")
    {
        var request = EcsRequests.Definition("nginx:1.25");
        request.Family = family;
        request.Tags = [new Tag { Key = "team", Value = "a" }];
        return _definitions.RegisterTaskDefinition(request, East).TaskDefinition;
    }

    private TaskDefinition Deregister(string name) =>
        _definitions.DeregisterTaskDefinition(new DeregisterTaskDefinitionRequest { TaskDefinition = name }, East).TaskDefinition;

    private TaskDefinition Describe(string name) =>
        _definitions.DescribeTaskDefinition(new DescribeTaskDefinitionRequest { TaskDefinition = name }, East).TaskDefinition;

    private List<string> List(ListTaskDefinitionsRequest request) =>
        _queries.ListTaskDefinitions(request, East).TaskDefinitionArns.ConvertAll(arn => arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private List<string> Families(ListTaskDefinitionFamiliesRequest request) => _queries.ListTaskDefinitionFamilies(request, East).Families;
}
