using Amazon.EC2.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ec2;

internal sealed class Ec2FiltersTests
{
    private Ec2Caller _ec2 = new();
    private string _first = "";

    [SetUp]
    public void Create()
    {
        _ec2 = new Ec2Caller();
        var vpc = _ec2.Vpc();
        _first = _ec2.Subnet(vpc, "10.0.1.0/24").SubnetId;
        _ec2.Subnet(vpc, "10.0.2.0/24");
        _ec2.Tags.CreateTags(new CreateTagsRequest { Resources = [_first], Tags = [new Tag { Key = "Tier", Value = "private" }] }, _ec2.East);
    }

    [TestCase("cidr-block", "10.0.1.0/24")]
    [TestCase("cidr", "10.0.1.0/24")]
    [TestCase("availability-zone", "us-east-1a")]
    [TestCase("tag:Tier", "private")]
    [TestCase("tag:Tier", "pri*")]
    [TestCase("tag:Tier", "privat?")]
    [TestCase("tag-key", "Tier")]
    public void A_filter_leaves_what_it_matches(string name, string value)
    {
        Assert.That(Describe(new Filter { Name = name, Values = [value] }), Is.EqualTo([_first]));
    }

    [TestCase("tag:Tier", "Private")]
    [TestCase("tag:Tier", "priv")]
    [TestCase("tag:tier", "private")]
    [TestCase("cidr", "10.0.?.0/2")]
    public void A_value_matches_as_a_whole_and_by_case(string name, string value)
    {
        Assert.That(Describe(new Filter { Name = name, Values = [value] }), Is.Empty);
    }

    [Test]
    public void Values_are_alternatives_and_filters_all_hold()
    {
        var either = new Filter { Name = "cidr", Values = ["10.0.1.0/24", "10.0.2.0/24"] };
        var tagged = new Filter { Name = "tag:Tier", Values = ["private"] };

        Assert.That(Describe(either), Has.Count.EqualTo(2));
        Assert.That(Describe(either, tagged), Is.EqualTo([_first]));
    }

    [Test]
    public void An_unknown_filter_is_an_error()
    {
        var error = Assert.Throws<AwsErrorException>(() => Describe(new Filter { Name = "colour", Values = ["red"] }));

        Assert.That((error.Code, error.Message), Is.EqualTo(("InvalidParameterValue", "The filter 'colour' is invalid")));
    }

    private List<string> Describe(params Filter[] filters) =>
        _ec2.Subnets.DescribeSubnets(new DescribeSubnetsRequest { Filters = [.. filters] }, _ec2.East).Subnets.ConvertAll(subnet => subnet.SubnetId);
}
