using Amazon.EC2;
using Amazon.EC2.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ec2;

/// <summary>Scripts in which identifiers are written down: the tag that names them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CustomIdTests
{
    private readonly Ec2Caller _ec2 = new();

    [Test]
    public void A_subnet_has_the_identifier_that_its_tag_names_and_not_the_tag()
    {
        var vpc = _ec2.Vpc();

        var subnet = Subnet(vpc, "10.0.1.0/24", "subnet-prod1");

        Assert.That(subnet.SubnetId, Is.EqualTo("subnet-prod1"));
        Assert.That(subnet.Tags?.Select(tag => tag.Key), Is.Null.Or.Empty);
    }

    [TestCase("subnet-prod1", "exists already")]
    [TestCase("sg-prod1", "must be 'subnet-'")]
    [TestCase("subnet-prod 1", "must be 'subnet-'")]
    [TestCase("subnet-", "must be 'subnet-'")]
    public void An_identifier_that_is_taken_or_malformed_is_refused_and_nothing_is_made(string id, string message)
    {
        var vpc = _ec2.Vpc();
        Subnet(vpc, "10.0.1.0/24", "subnet-prod1");

        var error = Assert.Throws<AwsErrorException>(() => Subnet(vpc, "10.0.2.0/24", id));

        Assert.That(error.Code, Is.EqualTo("InvalidParameterValue"));
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(_ec2.State.Subnets, Has.Count.EqualTo(1));
    }

    private Subnet Subnet(string vpc, string cidr, string id) => _ec2.Subnets.CreateSubnet(
        new CreateSubnetRequest
        {
            VpcId = vpc,
            CidrBlock = cidr,
            TagSpecifications = [new TagSpecification { ResourceType = ResourceType.Subnet, Tags = [new Tag(CustomId.Tag, id)] }],
        },
        _ec2.East).Subnet;
}
