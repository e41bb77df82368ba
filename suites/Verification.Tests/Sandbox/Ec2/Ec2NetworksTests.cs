using Amazon.EC2.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ec2;

internal sealed class Ec2NetworksTests
{
    private Ec2Caller _ec2 = new();

    [SetUp]
    public void Create() => _ec2 = new Ec2Caller();

    [Test]
    public void A_VPC_has_the_id_that_was_given_and_a_default_security_group()
    {
        _ec2.Account.Ids.Give(["prod"]);

        var vpc = _ec2.Vpc();

        Assert.That(vpc, Is.EqualTo("vpc-prod"));
        Assert.That(Groups().Single().GroupName, Is.EqualTo("default"));
    }

    [TestCase("10.0.0.0", "InvalidParameterValue", "Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.")]
    [TestCase("10.0.0.0/8", "InvalidVpc.Range", "The CIDR '10.0.0.0/8' is invalid.")]
    [TestCase("10.0.0.0/29", "InvalidVpc.Range", "The CIDR '10.0.0.0/29' is invalid.")]
    [TestCase(null, "MissingParameter", "The request must contain the parameter cidrBlock")]
    public void A_VPC_needs_a_range_between_16_and_28(string? cidr, string code, string message)
    {
        var error = Assert.Throws<AwsErrorException>(() => _ec2.Vpc(cidr!));

        Assert.That((error.Code, error.Message), Is.EqualTo((code, message)));
    }

    [TestCase("10.1.0.0/24", "InvalidSubnet.Range", "The CIDR '10.1.0.0/24' is invalid.")]
    [TestCase("10.0.0.0/29", "InvalidSubnet.Range", "The CIDR '10.0.0.0/29' is invalid.")]
    [TestCase("10.0.1.128/25", "InvalidSubnet.Conflict", "The CIDR '10.0.1.128/25' conflicts with another subnet")]
    [TestCase("nonsense", "InvalidParameterValue", "Value (nonsense) for parameter cidrBlock is invalid. This is not a valid CIDR block.")]
    public void A_subnet_lies_in_its_VPC_and_over_no_other(string cidr, string code, string message)
    {
        var vpc = _ec2.Vpc();
        _ec2.Subnet(vpc, "10.0.1.0/24");

        var error = Assert.Throws<AwsErrorException>(() => _ec2.Subnet(vpc, cidr));

        Assert.That((error.Code, error.Message), Is.EqualTo((code, message)));
    }

    [Test]
    public void A_subnet_tells_its_zone_and_its_free_addresses()
    {
        var subnet = _ec2.Subnet(_ec2.Vpc(), "10.0.1.0/24", "us-east-1c");

        Assert.That(subnet.AvailabilityZoneId, Is.EqualTo("use1-az3"));
        Assert.That(subnet.AvailableIpAddressCount, Is.EqualTo(251));
        Assert.That(subnet.SubnetArn, Is.EqualTo($"arn:aws:ec2:us-east-1:123456789012:subnet/{subnet.SubnetId}"));
    }

    [Test]
    public void A_zone_of_another_region_is_refused_with_those_that_there_are()
    {
        var vpc = _ec2.Vpc();

        var error = Assert.Throws<AwsErrorException>(() => _ec2.Subnet(vpc, "10.0.1.0/24", "us-west-2a"));

        Assert.That(error.Message, Is.EqualTo("Value (us-west-2a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f."));
    }

    [Test]
    public void What_does_not_exist_is_named()
    {
        var vpc = Assert.Throws<AwsErrorException>(() => _ec2.Vpcs.DescribeVpcs(new DescribeVpcsRequest { VpcIds = ["vpc-x"] }, _ec2.East));
        var subnet = Assert.Throws<AwsErrorException>(() => _ec2.Subnets.DescribeSubnets(new DescribeSubnetsRequest { SubnetIds = ["subnet-x"] }, _ec2.East));
        var inNoVpc = Assert.Throws<AwsErrorException>(() => _ec2.Subnet("vpc-x", "10.0.0.0/24"));

        Assert.That((vpc.Code, vpc.Message), Is.EqualTo(("InvalidVpcID.NotFound", "The vpc ID 'vpc-x' does not exist")));
        Assert.That((subnet.Code, subnet.Message), Is.EqualTo(("InvalidSubnetID.NotFound", "The subnet ID 'subnet-x' does not exist")));
        Assert.That(inNoVpc.Code, Is.EqualTo("InvalidVpcID.NotFound"));
    }

    [Test]
    public void Regions_do_not_see_each_other_s_networks()
    {
        _ec2.Vpc();

        Assert.That(_ec2.Vpcs.DescribeVpcs(new DescribeVpcsRequest(), _ec2.West).Vpcs, Is.Empty);
    }

    [Test]
    public void A_VPC_goes_when_nothing_is_in_it_any_more_and_takes_its_default_group_along()
    {
        var vpc = _ec2.Vpc();
        var subnet = _ec2.Subnet(vpc, "10.0.1.0/24").SubnetId;

        var error = Assert.Throws<AwsErrorException>(() => DeleteVpc(vpc));
        _ec2.Subnets.DeleteSubnet(new DeleteSubnetRequest { SubnetId = subnet }, _ec2.East);
        DeleteVpc(vpc);

        Assert.That((error.Code, error.Message), Is.EqualTo(("DependencyViolation", $"The vpc '{vpc}' has dependencies and cannot be deleted.")));
        Assert.That(Groups(), Is.Empty);
    }

    [Test]
    public void A_subnet_with_an_interface_in_it_stays()
    {
        var subnet = _ec2.Subnet(_ec2.Vpc(), "10.0.1.0/24").SubnetId;
        _ec2.State.AttachInterface(_ec2.East.Region, _ec2.State.FindSubnet(subnet)!, []);

        var error = Assert.Throws<AwsErrorException>(() => _ec2.Subnets.DeleteSubnet(new DeleteSubnetRequest { SubnetId = subnet }, _ec2.East));

        Assert.That(error.Message, Is.EqualTo($"The subnet '{subnet}' has dependencies and cannot be deleted."));
    }

    [Test]
    public void A_dry_run_changes_nothing()
    {
        var error = Assert.Throws<AwsErrorException>(() => _ec2.Vpcs.CreateVpc(new CreateVpcRequest { CidrBlock = "10.0.0.0/16", DryRun = true }, _ec2.East));

        Assert.That(error.Code, Is.EqualTo("DryRunOperation"));
        Assert.That(_ec2.State.Vpcs, Is.Empty);
    }

    [Test]
    public void What_the_sandbox_cannot_do_is_refused_and_not_left_out()
    {
        var error = Assert.Throws<AwsErrorException>(() => _ec2.Vpcs.CreateVpc(
            new CreateVpcRequest { CidrBlock = "10.0.0.0/16", AmazonProvidedIpv6CidrBlock = true }, _ec2.East));

        Assert.That(error.Code, Is.EqualTo("UnsupportedOperation"));
    }

    [Test]
    public void Pages_go_through_all_subnets()
    {
        var vpc = _ec2.Vpc();
        var all = Enumerable.Range(0, 12).Select(number => _ec2.Subnet(vpc, $"10.0.{number}.0/24").SubnetId).ToList();

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = _ec2.Subnets.DescribeSubnets(new DescribeSubnetsRequest { MaxResults = 5, NextToken = token }, _ec2.East);
            seen.AddRange(page.Subnets.Select(subnet => subnet.SubnetId));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.That(seen, Is.EqualTo(all));
    }

    private void DeleteVpc(string id) => _ec2.Vpcs.DeleteVpc(new DeleteVpcRequest { VpcId = id }, _ec2.East);

    private List<SecurityGroup> Groups() => _ec2.Groups.DescribeSecurityGroups(new DescribeSecurityGroupsRequest(), _ec2.East).SecurityGroups;
}
