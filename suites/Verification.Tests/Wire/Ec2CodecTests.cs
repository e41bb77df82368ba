using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Wire;

namespace Verification.Tests.Wire;

/// <summary>The EC2 dialect against a client that this project did not write: the official one.</summary>
internal sealed class Ec2CodecTests
{
    private const string RequestId = "59dbff89-35bd-4eac-99ed-be587EXAMPLE";

    [Test]
    public async Task Vpcs_asked_for_and_answered_are_what_the_official_client_means()
    {
        var answer = new DescribeVpcsResponse
        {
            NextToken = "more",
            Vpcs =
            [
                new Vpc
                {
                    VpcId = "vpc-1", CidrBlock = "10.0.0.0/16", State = VpcState.Available, IsDefault = false, Tags = [new("Name", "prod & <test>")],
                    CidrBlockAssociationSet = [new() { CidrBlock = "10.0.0.0/16", CidrBlockState = new() { State = VpcCidrBlockStateCode.Associated } }],
                },
                new Vpc { VpcId = "vpc-2", InstanceTenancy = Tenancy.Default },
            ],
        };
        var request = new DescribeVpcsRequest { VpcIds = ["vpc-1", "vpc-2"], Filters = [new("tag:Name", ["prod & <test>", "b"]), new("state", ["available"])], MaxResults = 7 };

        var (asked, answered) = await Call(request, answer, (ec2, r) => ec2.DescribeVpcsAsync(r));

        Assert.That(asked, Is.EqualTo(request).UsingPropertiesComparer());
        Assert.That(answered.Vpcs, Is.EqualTo(answer.Vpcs).UsingPropertiesComparer());
        Assert.That(answered.NextToken, Is.EqualTo("more"));
        Assert.That(answered.ResponseMetadata.RequestId, Is.EqualTo(RequestId));
    }

    [Test]
    public async Task A_created_vpc_with_tags_is_what_the_official_client_means()
    {
        var request = new CreateVpcRequest
        {
            CidrBlock = "10.0.0.0/16", TagSpecifications = [new() { ResourceType = ResourceType.Vpc, Tags = [new("Name", "prod-vpc"), new("Env", "prod")] }],
        };
        var answer = new CreateVpcResponse { Vpc = new() { VpcId = "vpc-1", CidrBlock = "10.0.0.0/16", State = VpcState.Pending, Tags = [new("Name", "prod-vpc")] } };

        var (asked, answered) = await Call(request, answer, (ec2, r) => ec2.CreateVpcAsync(r));

        Assert.That(asked, Is.EqualTo(request).UsingPropertiesComparer());
        Assert.That(answered.Vpc, Is.EqualTo(answer.Vpc).UsingPropertiesComparer());
    }

    [Test]
    public async Task Subnets_are_what_the_official_client_means()
    {
        var create = new CreateSubnetRequest { VpcId = "vpc-1", CidrBlock = "10.0.1.0/24", AvailabilityZone = "us-east-1a" };
        var describe = new DescribeSubnetsRequest { SubnetIds = ["subnet-1"], Filters = [new("vpc-id", ["vpc-1"])] };
        var subnet = new Subnet
        {
            SubnetId = "subnet-1", VpcId = "vpc-1", CidrBlock = "10.0.1.0/24", AvailabilityZone = "us-east-1a", AvailableIpAddressCount = 251,
            MapPublicIpOnLaunch = true, SubnetArn = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1", State = SubnetState.Available, Tags = [new("Name", "a")],
        };

        var (created, one) = await Call(create, new CreateSubnetResponse { Subnet = subnet }, (ec2, r) => ec2.CreateSubnetAsync(r));
        var (described, many) = await Call(describe, new DescribeSubnetsResponse { Subnets = [subnet] }, (ec2, r) => ec2.DescribeSubnetsAsync(r));

        Assert.That(created, Is.EqualTo(create).UsingPropertiesComparer());
        Assert.That(described, Is.EqualTo(describe).UsingPropertiesComparer());
        Assert.That(one.Subnet, Is.EqualTo(subnet).UsingPropertiesComparer());
        Assert.That(many.Subnets, Is.EqualTo(new[] { subnet }).UsingPropertiesComparer());
    }

    [Test]
    public async Task Security_groups_are_what_the_official_client_means()
    {
        var permission = new IpPermission
        {
            IpProtocol = "tcp", FromPort = 8083, ToPort = 8083, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0", Description = "all" }],
            Ipv6Ranges = [new() { CidrIpv6 = "::/0" }], PrefixListIds = [new() { Id = "pl-1" }], UserIdGroupPairs = [new() { GroupId = "sg-2", UserId = "123456789012" }],
        };
        var create = new CreateSecurityGroupRequest { GroupName = "tasks", Description = "Tasks", VpcId = "vpc-1" };
        var authorize = new AuthorizeSecurityGroupIngressRequest { GroupId = "sg-1", IpPermissions = [permission] };
        var describe = new DescribeSecurityGroupsRequest { GroupIds = ["sg-1"], GroupNames = ["tasks"], Filters = [new("group-name", ["tasks"])] };
        var group = new SecurityGroup
        {
            GroupId = "sg-1", GroupName = "tasks", Description = "Tasks", VpcId = "vpc-1", OwnerId = "123456789012", Tags = [new("Name", "a")],
            IpPermissions = [permission], IpPermissionsEgress = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }],
        };
        var rule = new SecurityGroupRule
        {
            SecurityGroupRuleId = "sgr-1", GroupId = "sg-1", IsEgress = false, IpProtocol = "tcp", FromPort = 1, ToPort = 2, CidrIpv4 = "0.0.0.0/0",
            ReferencedGroupInfo = new() { GroupId = "sg-2" }, Tags = [new("Name", "a")],
        };

        var (created, id) = await Call(create, new CreateSecurityGroupResponse { GroupId = "sg-1", Tags = [new("a", "b")] }, (ec2, r) => ec2.CreateSecurityGroupAsync(r));
        var (authorized, rules) = await Call(
            authorize, new AuthorizeSecurityGroupIngressResponse { Return = true, SecurityGroupRules = [rule] }, (ec2, r) => ec2.AuthorizeSecurityGroupIngressAsync(r));
        var (described, groups) = await Call(describe, new DescribeSecurityGroupsResponse { SecurityGroups = [group] }, (ec2, r) => ec2.DescribeSecurityGroupsAsync(r));

        Assert.That(created, Is.EqualTo(create).UsingPropertiesComparer());
        Assert.That(authorized, Is.EqualTo(authorize).UsingPropertiesComparer());
        Assert.That(described, Is.EqualTo(describe).UsingPropertiesComparer());
        Assert.That((id.GroupId, id.Tags.Single().Value, rules.Return), Is.EqualTo(("sg-1", "b", true)));
        Assert.That(rules.SecurityGroupRules, Is.EqualTo(new[] { rule }).UsingPropertiesComparer());
        Assert.That(groups.SecurityGroups, Is.EqualTo(new[] { group }).UsingPropertiesComparer());
    }

    [Test]
    public async Task Deletions_and_tags_are_what_the_official_client_means()
    {
        var tags = new CreateTagsRequest { Resources = ["vpc-1", "subnet-1"], Tags = [new("a", "b"), new("c", "")] };
        var group = new DeleteSecurityGroupRequest { GroupId = "sg-1" };

        var (tagged, _) = await Call(tags, new CreateTagsResponse(), (ec2, r) => ec2.CreateTagsAsync(r));
        var (vpc, _) = await Call(new DeleteVpcRequest("vpc-1"), new DeleteVpcResponse(), (ec2, r) => ec2.DeleteVpcAsync(r));
        var (subnet, _) = await Call(new DeleteSubnetRequest("subnet-1"), new DeleteSubnetResponse(), (ec2, r) => ec2.DeleteSubnetAsync(r));
        var (deleted, answer) = await Call(group, new DeleteSecurityGroupResponse { Return = true, GroupId = "sg-1" }, (ec2, r) => ec2.DeleteSecurityGroupAsync(r));

        Assert.That(tagged, Is.EqualTo(tags).UsingPropertiesComparer());
        Assert.That((vpc.VpcId, subnet.SubnetId, deleted.GroupId, answer.Return), Is.EqualTo(("vpc-1", "subnet-1", "sg-1", true)));
    }

    [Test]
    public async Task An_error_reaches_the_official_client_with_code_message_and_request_id()
    {
        await using var server = await WireServer.Start(
            WireAnswer.Xml(QueryCodec.WriteError("InvalidVpcID.NotFound", "The vpc ID 'vpc-9' does not exist", true, RequestId, AwsServices.Ec2), 400));
        using var client = Client(server);

        var error = (await Assert.ThrowsAsync<AmazonEC2Exception>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest())))!;

        Assert.That((error.ErrorCode, error.Message, error.RequestId, error.StatusCode), Is.EqualTo(
            ("InvalidVpcID.NotFound", "The vpc ID 'vpc-9' does not exist", RequestId, HttpStatusCode.BadRequest)));
    }

    private static async Task<(TRequest Asked, TResponse Answered)> Call<TRequest, TResponse>(
        TRequest request, TResponse answer, Func<AmazonEC2Client, TRequest, Task<TResponse>> call)
        where TRequest : AmazonEC2Request
        where TResponse : AmazonWebServiceResponse
    {
        var operation = typeof(TRequest).Name[..^"Request".Length];
        await using var server = await WireServer.Start(WireAnswer.Xml(QueryCodec.WriteResponse(answer, operation, RequestId, AwsServices.Ec2)));
        using var client = Client(server);
        var answered = await call(client, request);
        var form = server.Calls.Single().Form;
        Assert.That(form["Action"], Is.EqualTo(operation));
        Assert.That(form["Version"], Is.EqualTo(AwsServices.Ec2.ApiVersion));
        return ((TRequest)QueryCodec.ReadRequest(form, typeof(TRequest), AwsServices.Ec2), answered);
    }

    private static AmazonEC2Client Client(WireServer server) =>
        new(new BasicAWSCredentials("id", "secret"), new AmazonEC2Config { ServiceURL = server.Url, MaxErrorRetry = 0 });
}
