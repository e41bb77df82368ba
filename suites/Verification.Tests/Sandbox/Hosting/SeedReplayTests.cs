using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ec2;
using Verification.Sandbox.Ecr;
using Verification.Sandbox.Hosting;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Seeds;

namespace Verification.Tests.Sandbox.Hosting;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SeedReplayTests
{
    private readonly AwsAccount _account = new(new SandboxClock(new FakeTimeProvider(), 0), 1);
    private readonly OperationTable _operations = new([new Ec2Vpcs(), new Ec2Subnets(), new EcrRepositories(), new ElbLoadBalancers(), new ElbTargetGroups(), new ElbListeners(), new ElbTargets()]);

    [Test]
    public async Task Calls_of_every_protocol_are_made_with_the_identifiers_that_are_given()
    {
        await RunAsync(
            Call("ec2", "CreateVpc", """{"cidrBlock":"10.0.0.0/16"}""", "prod"),
            Call("ecr", "CreateRepository", """{"repositoryName":"notification-service","imageTagMutability":"MUTABLE"}"""),
            Call("elasticloadbalancing", "CreateTargetGroup", """{"Name":"tg","Protocol":"HTTP","Port":8083,"VpcId":"vpc-prod","TargetType":"ip"}""", "abc123"));

        var region = _account.Region("us-east-1");
        Assert.That(region.State<EcrState>().Find("notification-service"), Is.Not.Null);
        Assert.That(region.State<ElbState>().TargetGroups.Keys, Is.EqualTo(["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/tg/abc123"]));
    }

    [Test]
    public async Task It_ends_when_everything_has_settled()
    {
        var start = _account.Now;

        await RunAsync(
        [
            .. Networks(),
            Call("elasticloadbalancing", "CreateLoadBalancer", """{"name":"alb","subnets":["subnet-a","subnet-b"]}"""),
        ]);

        Assert.That(_account.Now - start, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task What_does_not_settle_in_half_an_hour_is_named()
    {
        var error = await Assert.ThrowsAsync<SeedException>(() => RunAsync(
        [
            .. Networks(),
            Call("elasticloadbalancing", "CreateLoadBalancer", """{"name":"alb","subnets":["subnet-a","subnet-b"]}""", "1"),
            Call("elasticloadbalancing", "CreateTargetGroup", """{"name":"tg","protocol":"HTTP","port":80,"vpcId":"vpc-prod","targetType":"ip"}""", "2"),
            Call(
                "elasticloadbalancing",
                "CreateListener",
                """{"loadBalancerArn":"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/alb/1","port":80,"protocol":"HTTP","defaultActions":[{"type":"forward","targetGroupArn":"arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/tg/2"}]}"""),
            Call("elasticloadbalancing", "RegisterTargets", """{"targetGroupArn":"arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/tg/2","targets":[{"id":"10.0.1.9"}]}"""),
        ]));

        Assert.That(error!.Message, Is.EqualTo("seed 'test' has not settled in 30 minutes of sandbox time: target 10.0.1.9:80 of tg is initial (Target registration is in progress)"));
    }

    [TestCase("ec2", "CreateVpc", """{"cidrBlok":"10.0.0.0/16"}""", "cidrBlok")]
    [TestCase("ec2", "CreateVpc", """{"cidrBlock":"nonsense"}""", "CIDR")]
    [TestCase("ecr", "CreateRepository", """{}""", "expected a value for 'repositoryName', found none")]
    [TestCase("ecr", "MakeRepository", """{}""", "the sandbox does not implement it")]
    public async Task A_call_that_fails_is_named_with_its_place(string service, string operation, string input, string reason)
    {
        var error = await Assert.ThrowsAsync<SeedException>(() => RunAsync(Call("ecr", "CreateRepository", """{"repositoryName":"app"}"""), Call(service, operation, input)));

        Assert.That(error!.Message, Does.StartWith($"seed 'test', call 2 ({service} {operation} in us-east-1): ").And.Contain(reason));
    }

    [Test]
    public async Task Identifiers_that_nobody_took_are_an_error()
    {
        var error = await Assert.ThrowsAsync<SeedException>(() => RunAsync(Call("ec2", "CreateVpc", """{"cidrBlock":"10.0.0.0/16"}""", [.. Enumerable.Range(0, 40).Select(i => $"x{i}")])));

        Assert.That(error!.Message, Does.StartWith("seed 'test' gives more identifiers than its calls take: "));
        Assert.That(_account.Ids.GivenCount, Is.Zero);
    }

    private static SeedCall Call(string service, string operation, string input, params string[] ids) => new(service, operation, "us-east-1", JsonElement.Parse(input), ids);

    private static SeedCall[] Networks() =>
    [
        Call("ec2", "CreateVpc", """{"cidrBlock":"10.0.0.0/16"}""", "prod"),
        Call("ec2", "CreateSubnet", """{"vpcId":"vpc-prod","cidrBlock":"10.0.1.0/24","availabilityZone":"us-east-1a"}""", "a"),
        Call("ec2", "CreateSubnet", """{"vpcId":"vpc-prod","cidrBlock":"10.0.2.0/24","availabilityZone":"us-east-1b"}""", "b"),
    ];

    private Task RunAsync(params SeedCall[] calls) => new SeedReplay(_operations, _account).RunAsync("test", calls, by =>
    {
        _account.Clock.Advance(by);
        return Task.CompletedTask;
    });
}
