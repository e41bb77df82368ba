using Amazon.EC2.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ec2;

internal sealed class Ec2SecurityGroupsTests
{
    private Ec2Caller _ec2 = new();
    private string _vpc = "";

    [SetUp]
    public void Create()
    {
        _ec2 = new Ec2Caller();
        _vpc = _ec2.Vpc();
    }

    [Test]
    public void A_name_is_unique_in_its_VPC()
    {
        _ec2.Group(_vpc, "prod-ecs");
        var other = _ec2.Vpc("10.1.0.0/16");

        var error = Assert.Throws<AwsErrorException>(() => _ec2.Group(_vpc, "prod-ecs"));

        Assert.That((error.Code, error.Message), Is.EqualTo(("InvalidGroup.Duplicate", $"The security group 'prod-ecs' already exists for VPC '{_vpc}'")));
        Assert.DoesNotThrow(() => _ec2.Group(other, "prod-ecs"));
    }

    [Test]
    public void What_is_authorized_is_told_by_port_and_peer()
    {
        var alb = _ec2.Group(_vpc, "prod-alb");
        var ecs = _ec2.Group(_vpc, "prod-ecs");
        _ec2.Authorize(ecs, Ec2Caller.Tcp(8083, "10.0.0.0/16"));
        _ec2.Authorize(ecs, new IpPermission { IpProtocol = "6", FromPort = 8083, ToPort = 8083, UserIdGroupPairs = [new UserIdGroupPair { GroupId = alb }] });

        var permission = Describe(ecs).IpPermissions.Single();

        Assert.That((permission.IpProtocol, permission.FromPort, permission.ToPort), Is.EqualTo(("tcp", 8083, 8083)));
        Assert.That(permission.Ipv4Ranges.Single().CidrIp, Is.EqualTo("10.0.0.0/16"));
        Assert.That(permission.UserIdGroupPairs.Single().GroupId, Is.EqualTo(alb));
    }

    [Test]
    public void The_same_rule_twice_is_refused_in_AWS_s_words()
    {
        var group = _ec2.Group(_vpc, "prod-alb");
        _ec2.Authorize(group, Ec2Caller.Tcp(80, "0.0.0.0/0"));

        var error = Assert.Throws<AwsErrorException>(() => _ec2.Authorize(group, Ec2Caller.Tcp(80, "0.0.0.0/0")));

        Assert.That((error.Code, error.Message), Is.EqualTo(("InvalidPermission.Duplicate", "the specified rule \"peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW\" already exists")));
    }

    [TestCase("tcp", null, "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.")]
    [TestCase("tcp", 70000, "Invalid TCP/UDP port range (70000:70000)")]
    [TestCase("smtp", 25, "Invalid value 'smtp' for IP protocol. Unknown protocol.")]
    public void A_permission_that_is_none_is_refused(string protocol, int? port, string message)
    {
        var group = _ec2.Group(_vpc, "prod-alb");

        var error = Assert.Throws<AwsErrorException>(() => _ec2.Authorize(
            group, new IpPermission { IpProtocol = protocol, FromPort = port, ToPort = port, Ipv4Ranges = [new IpRange { CidrIp = "0.0.0.0/0" }] }));

        Assert.That((error.Code, error.Message), Is.EqualTo(("InvalidParameterValue", message)));
    }

    [Test]
    public void A_request_that_holds_one_bad_rule_adds_none()
    {
        var group = _ec2.Group(_vpc, "prod-alb");

        Assert.Throws<AwsErrorException>(() => _ec2.Ingress.AuthorizeSecurityGroupIngress(
            new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [Ec2Caller.Tcp(80, "0.0.0.0/0"), Ec2Caller.Tcp(81, "nonsense")] }, _ec2.East));

        Assert.That(Describe(group).IpPermissions, Is.Empty);
    }

    [Test]
    public void A_group_stays_while_another_group_or_an_interface_refers_to_it()
    {
        var alb = _ec2.Group(_vpc, "prod-alb");
        var ecs = _ec2.Group(_vpc, "prod-ecs");
        _ec2.Authorize(ecs, new IpPermission { IpProtocol = "-1", UserIdGroupPairs = [new UserIdGroupPair { GroupId = alb }] });
        var subnet = _ec2.State.FindSubnet(_ec2.Subnet(_vpc, "10.0.1.0/24").SubnetId)!;
        var attached = _ec2.State.AttachInterface(_ec2.East.Region, subnet, [ecs])!;

        var referenced = Assert.Throws<AwsErrorException>(() => Delete(alb));
        var used = Assert.Throws<AwsErrorException>(() => Delete(ecs));
        _ec2.State.ReleaseInterface(attached);

        Assert.That((referenced.Code, referenced.Message), Is.EqualTo(("DependencyViolation", $"resource {alb} has a dependent object")));
        Assert.That(used.Code, Is.EqualTo("DependencyViolation"));
        Assert.DoesNotThrow(() => Delete(ecs));
        Assert.DoesNotThrow(() => Delete(alb));
    }

    [Test]
    public void The_default_group_belongs_to_its_VPC()
    {
        var id = _ec2.State.SecurityGroups.Keys.Single();

        var error = Assert.Throws<AwsErrorException>(() => Delete(id));

        Assert.That((error.Code, error.Message), Is.EqualTo(("CannotDelete", $"the specified group: \"{id}\" name: \"default\" cannot be deleted by a user")));
    }

    [Test]
    public void An_unknown_group_is_named()
    {
        var error = Assert.Throws<AwsErrorException>(() => Describe("sg-x"));

        Assert.That((error.Code, error.Message), Is.EqualTo(("InvalidGroup.NotFound", "The security group 'sg-x' does not exist")));
    }

    [Test]
    public void Tags_come_with_the_resource_or_afterwards_and_replace_each_other_by_key()
    {
        var group = _ec2.Groups.CreateSecurityGroup(
            new CreateSecurityGroupRequest
            {
                VpcId = _vpc, GroupName = "prod-alb", Description = "d",
                TagSpecifications = [new TagSpecification { ResourceType = "security-group", Tags = [new Tag { Key = "a", Value = "1" }] }],
            },
            _ec2.East).GroupId;

        _ec2.Tags.CreateTags(new CreateTagsRequest { Resources = [group], Tags = [new Tag { Key = "a", Value = "2" }, new Tag { Key = "b", Value = "3" }] }, _ec2.East);

        Assert.That(Describe(group).Tags.Select(tag => $"{tag.Key}={tag.Value}"), Is.EqualTo(["a=2", "b=3"]));
    }

    [TestCase("vpc-x", "InvalidVpcID.NotFound")]
    [TestCase("subnet-x", "InvalidSubnetID.NotFound")]
    [TestCase("sg-x", "InvalidGroup.NotFound")]
    [TestCase("thing", "InvalidID")]
    public void What_does_not_exist_cannot_be_tagged(string id, string code)
    {
        var error = Assert.Throws<AwsErrorException>(() => _ec2.Tags.CreateTags(
            new CreateTagsRequest { Resources = [_vpc, id], Tags = [new Tag { Key = "a", Value = "1" }] }, _ec2.East));

        Assert.That(error.Code, Is.EqualTo(code));
        Assert.That(_ec2.State.TagsOf(_vpc), Is.Empty, "all or nothing");
    }

    private SecurityGroup Describe(string id) =>
        _ec2.Groups.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { GroupIds = [id] }, _ec2.East).SecurityGroups.Single();

    private void Delete(string id) => _ec2.Groups.DeleteSecurityGroup(new DeleteSecurityGroupRequest { GroupId = id }, _ec2.East);
}
