using System.Net;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ec2;
using Verification.Sandbox.LoadBalancing;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Verification.Tests.Sandbox.LoadBalancing;

/// <summary>An account whose east has a VPC with two subnets, and the operations of load balancing.</summary>
internal sealed class ElbCaller
{
    public ElbCaller()
        : this(new AwsAccount(new SandboxClock(new FakeTimeProvider(), 0), 1))
    {
    }

    public ElbCaller(AwsAccount account)
    {
        Account = account;
        Vpc = new Ec2Vpcs().CreateVpc(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, East).Vpc.VpcId;
        Subnets = [Subnet("10.0.11.0/24", "us-east-1a"), Subnet("10.0.12.0/24", "us-east-1b")];
    }

    public AwsAccount Account { get; }

    public RequestContext East => new(Account.Region("us-east-1"), "request");

    public ElbState State => East.Region.State<ElbState>();

    public string Vpc { get; }

    public List<string> Subnets { get; }

    public ElbLoadBalancers Balancers { get; } = new();

    public ElbListeners Listeners { get; } = new();

    public ElbRules Rules { get; } = new();

    public ElbTargetGroups Groups { get; } = new();

    public ElbTargets Targets { get; } = new();

    public ElbAttributeOperations Attributes { get; } = new();

    public ElbTags Tags { get; } = new();

    public static Action Forward(params string[] groups) => groups is [var only]
        ? new() { Type = "forward", TargetGroupArn = only }
        : new() { Type = "forward", ForwardConfig = new ForwardActionConfig { TargetGroups = [.. groups.Select(arn => new TargetGroupTuple { TargetGroupArn = arn, Weight = 1 })] } };

    public static Action Fixed(string status, string? body = null) =>
        new() { Type = "fixed-response", FixedResponseConfig = new FixedResponseActionConfig { StatusCode = status, ContentType = "text/plain", MessageBody = body } };

    public static RuleCondition Path(params string[] patterns) => new() { Field = "path-pattern", Values = [.. patterns] };

    public static AwsErrorException Error(System.Action call) => Assert.Throws<AwsErrorException>(call)!;

    public string Subnet(string cidr, string zone) =>
        new Ec2Subnets().CreateSubnet(new CreateSubnetRequest { VpcId = Vpc, CidrBlock = cidr, AvailabilityZone = zone }, East).Subnet.SubnetId;

    public LoadBalancer Balancer(string name = "prod-alb") =>
        Balancers.CreateLoadBalancer(new CreateLoadBalancerRequest { Name = name, Subnets = Subnets }, East).LoadBalancers[0];

    public string Group(string name = "blue", int interval = 30, int timeout = 5) => Groups.CreateTargetGroup(
        new CreateTargetGroupRequest
        {
            Name = name,
            Protocol = "HTTP",
            Port = 8083,
            VpcId = Vpc,
            TargetType = "ip",
            HealthCheckPath = "/health",
            HealthCheckIntervalSeconds = interval,
            HealthCheckTimeoutSeconds = timeout,
            HealthyThresholdCount = 3,
            UnhealthyThresholdCount = 2,
        },
        East).TargetGroups[0].TargetGroupArn;

    public Listener Listener(string balancer, int port, Action action) => Listeners.CreateListener(
        new CreateListenerRequest { LoadBalancerArn = balancer, Port = port, Protocol = "HTTP", DefaultActions = [action] }, East).Listeners[0];

    public Rule Rule(string listener, int priority, Action action, params RuleCondition[] conditions) => Rules.CreateRule(
        new CreateRuleRequest { ListenerArn = listener, Priority = priority, Actions = [action], Conditions = [.. conditions] }, East).Rules[0];

    public void Set(string group, params (string Key, string Value)[] attributes) => Attributes.ModifyTargetGroupAttributes(
        new ModifyTargetGroupAttributesRequest
        {
            TargetGroupArn = group, Attributes = [.. attributes.Select(attribute => new TargetGroupAttribute { Key = attribute.Key, Value = attribute.Value })],
        },
        East);

    public static Action Weighted(int? stickySeconds, params (string Group, int Weight)[] groups) => new()
    {
        Type = "forward",
        ForwardConfig = new ForwardActionConfig
        {
            TargetGroups = [.. groups.Select(group => new TargetGroupTuple { TargetGroupArn = group.Group, Weight = group.Weight })],
            TargetGroupStickinessConfig = new TargetGroupStickinessConfig { Enabled = stickySeconds is not null, DurationSeconds = stickySeconds },
        },
    };

    public void Register(string group, params string[] addresses) => Targets.RegisterTargets(
        new RegisterTargetsRequest { TargetGroupArn = group, Targets = [.. addresses.Select(address => new TargetDescription { Id = address })] }, East);

    public void Deregister(string group, string address) => Targets.DeregisterTargets(
        new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = address }] }, East);

    public TargetHealth HealthOf(string group, string address) => Targets.DescribeTargetHealth(
        new DescribeTargetHealthRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = address }] }, East).TargetHealthDescriptions[0].TargetHealth;

    public IReadOnlyList<string> HealthOfAll(string group) =>
        [.. Targets.DescribeTargetHealth(new DescribeTargetHealthRequest { TargetGroupArn = group }, East).TargetHealthDescriptions.Select(each => each.TargetHealth.State.Value)];

    public static IPAddress Address(string text) => IPAddress.Parse(text);
}
