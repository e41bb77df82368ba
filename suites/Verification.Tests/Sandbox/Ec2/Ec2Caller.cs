using Amazon.EC2.Model;
using Microsoft.Extensions.Time.Testing;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ec2;

namespace Verification.Tests.Sandbox.Ec2;

/// <summary>An account with EC2's networks in it.</summary>
internal sealed class Ec2Caller
{
    public AwsAccount Account { get; } = new(new SandboxClock(new FakeTimeProvider(), 0), 1);

    public Ec2Vpcs Vpcs { get; } = new();

    public Ec2Subnets Subnets { get; } = new();

    public Ec2SecurityGroups Groups { get; } = new();

    public Ec2Ingress Ingress { get; } = new();

    public Ec2Tags Tags { get; } = new();

    public RequestContext East => new(Account.Region("us-east-1"), "request");

    public RequestContext West => new(Account.Region("us-west-2"), "request");

    public Ec2State State => East.Networks();

    public string Vpc(string cidr = "10.0.0.0/16") => Vpcs.CreateVpc(new CreateVpcRequest { CidrBlock = cidr }, East).Vpc.VpcId;

    public Subnet Subnet(string vpc, string cidr, string? zone = null) =>
        Subnets.CreateSubnet(new CreateSubnetRequest { VpcId = vpc, CidrBlock = cidr, AvailabilityZone = zone }, East).Subnet;

    public string Group(string vpc, string name) =>
        Groups.CreateSecurityGroup(new CreateSecurityGroupRequest { VpcId = vpc, GroupName = name, Description = name }, East).GroupId;

    public AuthorizeSecurityGroupIngressResponse Authorize(string group, IpPermission permission) => Ingress.AuthorizeSecurityGroupIngress(
        new AuthorizeSecurityGroupIngressRequest { GroupId = group, IpPermissions = [permission] }, East);

    public static IpPermission Tcp(int port, string cidr) => new() { IpProtocol = "tcp", FromPort = port, ToPort = port, Ipv4Ranges = [new IpRange { CidrIp = cidr }] };
}
