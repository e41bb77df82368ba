using Amazon.CloudWatchLogs.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Logs;

internal sealed class LogGroupsTests
{
    private LogsCaller _logs = new();

    [SetUp]
    public void Create() => _logs = new LogsCaller();

    [Test]
    public void A_group_has_an_arn_with_and_one_without_its_streams()
    {
        var group = Describe(new DescribeLogGroupsRequest { LogGroupNamePrefix = LogsCaller.Group }).LogGroups.Single();

        Assert.That(group.Arn, Is.EqualTo("arn:aws:logs:us-east-1:123456789012:log-group:/ecs/notification-service-prod:*"));
        Assert.That(group.LogGroupArn, Is.EqualTo("arn:aws:logs:us-east-1:123456789012:log-group:/ecs/notification-service-prod"));
        Assert.That(group.CreationTime, Is.EqualTo(_logs.Account.Now));
    }

    [Test]
    public void A_second_group_of_the_same_name_is_refused_in_AWS_s_words()
    {
        var error = Assert.Throws<AwsErrorException>(() => _logs.CreateGroup(LogsCaller.Group));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ResourceAlreadyExistsException", "The specified log group already exists")));
    }

    [TestCase("")]
    [TestCase("with space")]
    [TestCase("line\n")]
    public void A_name_that_is_none_is_refused(string name)
    {
        var error = Assert.Throws<AwsErrorException>(() => _logs.CreateGroup(name));

        Assert.That(error.Code, Is.EqualTo("InvalidParameterException"));
        Assert.That(error.Message, Does.StartWith($"1 validation error detected: Value '{name}' at 'logGroupName' failed to satisfy constraint: Member must"));
    }

    [Test]
    public void What_does_not_exist_is_an_error_and_other_regions_have_nothing()
    {
        var missing = Assert.Throws<AwsErrorException>(() => Delete("/ecs/other"));

        Assert.That((missing.Code, missing.Message), Is.EqualTo(("ResourceNotFoundException", "The specified log group does not exist.")));
        Assert.That(_logs.Groups.DescribeLogGroups(new DescribeLogGroupsRequest(), _logs.West).LogGroups, Is.Empty);
    }

    [Test]
    public void A_prefix_matches_the_beginning_and_a_pattern_anywhere_but_not_both()
    {
        _logs.CreateGroup("/aws/notification");

        var error = Assert.Throws<AwsErrorException>(() => Describe(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/", LogGroupNamePattern = "not" }));

        Assert.That(Describe(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/ecs/" }).LogGroups, Has.Count.EqualTo(1));
        Assert.That(Describe(new DescribeLogGroupsRequest { LogGroupNamePattern = "notification" }).LogGroups, Has.Count.EqualTo(2));
        Assert.That(error.Message, Is.EqualTo("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."));
    }

    [Test]
    public void Pages_give_each_group_once_by_name()
    {
        _logs.CreateGroup("b");
        _logs.CreateGroup("a");

        var first = Describe(new DescribeLogGroupsRequest { Limit = 2 });
        var second = Describe(new DescribeLogGroupsRequest { Limit = 2, NextToken = first.NextToken });

        Assert.That(first.LogGroups.Concat(second.LogGroups).Select(group => group.LogGroupName), Is.EqualTo([LogsCaller.Group, "a", "b"]));
        Assert.That(second.NextToken, Is.Null);
    }

    [TestCase(0)]
    [TestCase(51)]
    public void A_limit_is_from_1_to_50(int limit)
    {
        Assert.That(Assert.Throws<AwsErrorException>(() => Describe(new DescribeLogGroupsRequest { Limit = limit })).Code, Is.EqualTo("InvalidParameterException"));
    }

    [Test]
    public void A_protected_group_stays()
    {
        _logs.Groups.CreateLogGroup(new CreateLogGroupRequest { LogGroupName = "kept", DeletionProtectionEnabled = true }, _logs.East);

        Assert.Throws<AwsErrorException>(() => Delete("kept"));
        Delete(LogsCaller.Group);

        Assert.That(Describe(new DescribeLogGroupsRequest()).LogGroups.Single().LogGroupName, Is.EqualTo("kept"));
    }

    [Test]
    public void Streams_are_ordered_by_name_or_by_their_last_event()
    {
        _logs.CreateStream("a");
        _logs.CreateStream("b");
        _logs.Put("b", "early");
        _logs.Account.Clock.Advance(TimeSpan.FromMinutes(1));
        _logs.Put("a", "late");

        Assert.That(StreamNames(new DescribeLogStreamsRequest { LogGroupName = LogsCaller.Group }), Is.EqualTo(["a", "b", LogsCaller.Stream]));
        Assert.That(
            StreamNames(new DescribeLogStreamsRequest { LogGroupName = LogsCaller.Group, OrderBy = "LastEventTime", Descending = true, Limit = 2 }), Is.EqualTo(["a", "b"]));
    }

    private DescribeLogGroupsResponse Describe(DescribeLogGroupsRequest request) => _logs.Groups.DescribeLogGroups(request, _logs.East);

    private List<string> StreamNames(DescribeLogStreamsRequest request) =>
        _logs.Streams.DescribeLogStreams(request, _logs.East).LogStreams.ConvertAll(stream => stream.LogStreamName);

    private void Delete(string name) => _logs.Groups.DeleteLogGroup(new DeleteLogGroupRequest { LogGroupName = name }, _logs.East);
}
