using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbTagsTests
{
    private readonly ElbCaller _elb = new();

    [Test]
    public void Tags_can_be_added_to_everything_and_read_again()
    {
        var balancer = _elb.Balancer().LoadBalancerArn;
        var group = _elb.Group();
        var listener = _elb.Listener(balancer, 80, ElbCaller.Forward(group)).ListenerArn;
        var rule = _elb.Rule(listener, 1, ElbCaller.Fixed("200"), ElbCaller.Path("/a")).RuleArn;
        List<string> all = [balancer, group, listener, rule];

        _elb.Tags.AddTags(new AddTagsRequest { ResourceArns = all, Tags = [Tag("env", "dev"), Tag("team", "a")] }, _elb.East);
        _elb.Tags.AddTags(new AddTagsRequest { ResourceArns = [rule], Tags = [Tag("env", "prod")] }, _elb.East);

        var described = _elb.Tags.DescribeTags(new DescribeTagsRequest { ResourceArns = all }, _elb.East).TagDescriptions;
        Assert.That(described.Select(each => each.ResourceArn), Is.EqualTo(all));
        Assert.That(described[0].Tags.Select(tag => $"{tag.Key}={tag.Value}"), Is.EqualTo(["env=dev", "team=a"]));
        Assert.That(described[3].Tags.Select(tag => $"{tag.Key}={tag.Value}"), Is.EqualTo(["env=prod", "team=a"]));
    }

    [Test]
    public void The_same_key_twice_is_refused()
    {
        var error = ElbCaller.Error(() => _elb.Tags.AddTags(new AddTagsRequest { ResourceArns = [_elb.Group()], Tags = [Tag("env", "a"), Tag("env", "b")] }, _elb.East));

        Assert.That(error.Code, Is.EqualTo("DuplicateTagKeys"));
    }

    [Test]
    public void More_than_fifty_are_refused_and_none_is_added()
    {
        var group = _elb.Group();

        var error = ElbCaller.Error(() => _elb.Tags.AddTags(new AddTagsRequest { ResourceArns = [group], Tags = [.. Enumerable.Range(0, 51).Select(i => Tag($"k{i}", "v"))] }, _elb.East));

        Assert.That(error.Code, Is.EqualTo("TooManyTags"));
        Assert.That(_elb.Tags.DescribeTags(new DescribeTagsRequest { ResourceArns = [group] }, _elb.East).TagDescriptions[0].Tags, Is.Empty);
    }

    [Test]
    public void What_does_not_exist_has_no_tags()
    {
        var gone = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/gone/1";

        Assert.That(ElbCaller.Error(() => _elb.Tags.DescribeTags(new DescribeTagsRequest { ResourceArns = [gone] }, _elb.East)).Code, Is.EqualTo("TargetGroupNotFound"));
    }

    private static Tag Tag(string key, string value) => new() { Key = key, Value = value };
}
