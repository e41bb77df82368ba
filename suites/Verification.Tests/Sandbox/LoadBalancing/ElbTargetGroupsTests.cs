using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbTargetGroupsTests
{
    private readonly ElbCaller _elb = new();

    [Test]
    public void A_target_group_has_the_given_identifier_and_AWSs_defaults()
    {
        _elb.Account.Ids.Give(["abc123"]);

        var group = Create(new CreateTargetGroupRequest { Name = "notification-prod-tg", Protocol = "HTTP", Port = 8083, VpcId = _elb.Vpc, TargetType = "ip" });

        Assert.That(group.TargetGroupArn, Is.EqualTo("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/abc123"));
        Assert.That((group.HealthCheckPath, group.HealthCheckPort, group.HealthCheckIntervalSeconds, group.HealthCheckTimeoutSeconds), Is.EqualTo(("/", "traffic-port", 30, 5)));
        Assert.That((group.HealthyThresholdCount, group.UnhealthyThresholdCount, group.Matcher.HttpCode), Is.EqualTo((5, 2, "200")));
        Assert.That(group.LoadBalancerArns, Is.Empty);
    }

    [Test]
    public void Creating_the_same_again_answers_with_the_one_that_exists_and_another_one_is_refused()
    {
        var first = _elb.Group();

        var again = _elb.Group();
        var error = ElbCaller.Error(() => _elb.Group(interval: 10));

        Assert.That(again, Is.EqualTo(first));
        Assert.That((error.Code, error.Message), Is.EqualTo(("DuplicateTargetGroupName", "A target group with the same name 'blue' exists, but with different settings")));
    }

    [Test]
    public void It_names_the_load_balancer_that_uses_it_and_can_be_found_by_it()
    {
        var arn = _elb.Balancer().LoadBalancerArn;
        var used = _elb.Group("blue");
        _elb.Group("green");
        _elb.Listener(arn, 80, ElbCaller.Forward(used));

        var found = _elb.Groups.DescribeTargetGroups(new DescribeTargetGroupsRequest { LoadBalancerArn = arn }, _elb.East).TargetGroups;

        Assert.That(found.Select(group => (group.TargetGroupName, group.LoadBalancerArns.Single())), Is.EqualTo([("blue", arn)]));
    }

    [Test]
    public void One_in_use_cannot_be_deleted()
    {
        var group = _elb.Group();
        _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Forward(group));

        var error = ElbCaller.Error(() => _elb.Groups.DeleteTargetGroup(new DeleteTargetGroupRequest { TargetGroupArn = group }, _elb.East));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ResourceInUse", $"Target group '{group}' is currently in use by a listener or a rule")));
    }

    [Test]
    public void One_that_does_not_exist_is_not_found_by_arn_or_name()
    {
        var arn = _elb.Group();
        _elb.Groups.DeleteTargetGroup(new DeleteTargetGroupRequest { TargetGroupArn = arn }, _elb.East);

        Assert.That(ElbCaller.Error(() => _elb.Groups.DescribeTargetGroups(new DescribeTargetGroupsRequest { TargetGroupArns = [arn] }, _elb.East)).Code, Is.EqualTo("TargetGroupNotFound"));
        Assert.That(ElbCaller.Error(() => _elb.Groups.DescribeTargetGroups(new DescribeTargetGroupsRequest { Names = ["blue"] }, _elb.East)).Message, Is.EqualTo("One or more target groups not found"));
    }

    [TestCase("lambda", "HTTP", "target groups of the type 'lambda'")]
    [TestCase("alb", "HTTP", "target groups of the type 'alb'")]
    [TestCase("ip", "TCP", "target groups with the protocol 'TCP'")]
    [TestCase("ip", "HTTPS", "target groups with the protocol 'HTTPS'")]
    public void What_the_sandbox_does_not_implement_is_refused(string type, string protocol, string what)
    {
        var error = ElbCaller.Error(() => Create(new CreateTargetGroupRequest { Name = "x", Protocol = protocol, Port = 80, VpcId = _elb.Vpc, TargetType = type }));

        Assert.That(error.Message, Does.Contain("does not implement " + what));
    }

    [Test]
    public void A_vpc_that_does_not_exist_is_named()
    {
        var error = ElbCaller.Error(() => Create(new CreateTargetGroupRequest { Name = "x", Protocol = "HTTP", Port = 80, VpcId = "vpc-1" }));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ValidationError", "The VPC ID 'vpc-1' is not found")));
    }

    [Test]
    public void A_health_check_can_be_changed_and_what_is_not_named_stays()
    {
        var arn = _elb.Group();

        var changed = _elb.Groups.ModifyTargetGroup(
            new ModifyTargetGroupRequest { TargetGroupArn = arn, HealthCheckPath = "/ready", Matcher = new Matcher { HttpCode = "200-299" } }, _elb.East).TargetGroups[0];

        Assert.That((changed.HealthCheckPath, changed.Matcher.HttpCode, changed.HealthyThresholdCount), Is.EqualTo(("/ready", "200-299", 3)));
    }

    [TestCase("healthy", null, null, null, "must begin with a '/'")]
    [TestCase(null, 5, 5, null, "must be smaller than the interval")]
    [TestCase(null, 301, null, null, "Member must have value between 5 and 300")]
    [TestCase(null, null, 1, null, "Member must have value between 2 and 120")]
    [TestCase(null, null, null, "600", "must be within '200-499'")]
    [TestCase(null, null, null, "300-200", "must be within '200-499'")]
    public void A_health_check_that_AWS_does_not_take_changes_nothing(string? path, int? interval, int? timeout, string? codes, string reason)
    {
        var arn = _elb.Group();
        var before = _elb.State.FindTargetGroup(arn)!.HealthCheck;

        var error = ElbCaller.Error(() => _elb.Groups.ModifyTargetGroup(
            new ModifyTargetGroupRequest
            {
                TargetGroupArn = arn,
                HealthCheckPath = path,
                HealthCheckIntervalSeconds = interval,
                HealthCheckTimeoutSeconds = timeout,
                Matcher = codes is null ? null : new Matcher { HttpCode = codes },
            },
            _elb.East));

        Assert.That(error.Message, Does.Contain(reason));
        Assert.That(_elb.State.FindTargetGroup(arn)!.HealthCheck, Is.EqualTo(before));
    }

    private TargetGroup Create(CreateTargetGroupRequest request) => _elb.Groups.CreateTargetGroup(request, _elb.East).TargetGroups[0];
}
