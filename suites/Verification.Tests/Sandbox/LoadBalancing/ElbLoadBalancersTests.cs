using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Sandbox.Ec2;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbLoadBalancersTests
{
    private readonly ElbCaller _elb = new();

    [Test]
    public void A_load_balancer_has_the_given_identifier_and_digits_in_its_arn_and_dns_name()
    {
        _elb.Account.Ids.Give(["xyz789", "123456789"]);

        var balancer = _elb.Balancer();

        Assert.That(balancer.LoadBalancerArn, Is.EqualTo("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/prod-alb/xyz789"));
        Assert.That(balancer.DNSName, Is.EqualTo("prod-alb-123456789.us-east-1.elb.amazonaws.com"));
        Assert.That(balancer.AvailabilityZones.Select(zone => (zone.ZoneName, zone.SubnetId)), Is.EqualTo([("us-east-1a", _elb.Subnets[0]), ("us-east-1b", _elb.Subnets[1])]));
        Assert.That(balancer.VpcId, Is.EqualTo(_elb.Vpc));
    }

    [Test]
    public void An_identifier_that_is_not_given_has_sixteen_hexadecimal_digits() =>
        Assert.That(_elb.Balancer().LoadBalancerArn, Does.Match("loadbalancer/app/prod-alb/[0-9a-f]{16}$"));

    [Test]
    public void An_internal_load_balancer_has_a_dns_name_that_says_so()
    {
        var request = new CreateLoadBalancerRequest { Name = "api", Subnets = _elb.Subnets, Scheme = "internal" };

        var balancer = _elb.Balancers.CreateLoadBalancer(request, _elb.East).LoadBalancers[0];

        Assert.That(balancer.DNSName, Does.Match(@"^internal-api-\d{10}\.us-east-1\.elb\.amazonaws\.com$"));
    }

    [Test]
    public void It_is_provisioned_for_a_while_before_it_is_active()
    {
        var created = _elb.Balancer();
        _elb.Account.Clock.Advance(TimeSpan.FromSeconds(30));

        var later = _elb.Balancers.DescribeLoadBalancers(new DescribeLoadBalancersRequest { Names = ["prod-alb"] }, _elb.East).LoadBalancers[0];

        Assert.That((created.State.Code.Value, later.State.Code.Value), Is.EqualTo(("provisioning", "active")));
    }

    [Test]
    public void Creating_the_same_again_answers_with_the_one_that_exists()
    {
        var first = _elb.Balancer();

        var again = _elb.Balancer();

        Assert.That(again.LoadBalancerArn, Is.EqualTo(first.LoadBalancerArn));
    }

    [Test]
    public void Creating_another_of_the_same_name_is_refused()
    {
        _elb.Balancer();

        var error = ElbCaller.Error(() => _elb.Balancers.CreateLoadBalancer(
            new CreateLoadBalancerRequest { Name = "prod-alb", Subnets = _elb.Subnets, Scheme = "internal" }, _elb.East));

        Assert.That(error.Code, Is.EqualTo("DuplicateLoadBalancerName"));
        Assert.That(error.Message, Is.EqualTo("A load balancer with the same name 'prod-alb' exists, but with different settings"));
    }

    [TestCase("a-name-that-is-longer-than-32-chars", "cannot be longer than '32' characters")]
    [TestCase("under_score", "can only contain characters that are alphanumeric characters and hyphens(-)")]
    [TestCase("-edge", "cannot begin or end with '-'")]
    [TestCase("internal-api", "cannot begin with 'internal-'")]
    public void A_name_that_AWS_does_not_take_is_refused(string name, string reason)
    {
        var error = ElbCaller.Error(() => _elb.Balancer(name));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ValidationError", $"Load balancer name '{name}' {reason}")));
    }

    [Test]
    public void Subnets_of_one_zone_only_are_refused()
    {
        var error = ElbCaller.Error(() => _elb.Balancers.CreateLoadBalancer(new CreateLoadBalancerRequest { Name = "api", Subnets = [_elb.Subnets[0]] }, _elb.East));

        Assert.That(error.Message, Is.EqualTo("At least two subnets in two different Availability Zones must be specified"));
    }

    [Test]
    public void Two_subnets_in_the_same_zone_are_refused()
    {
        var second = _elb.Subnet("10.0.13.0/24", "us-east-1a");

        var error = ElbCaller.Error(() => _elb.Balancers.CreateLoadBalancer(new CreateLoadBalancerRequest { Name = "api", Subnets = [_elb.Subnets[0], second] }, _elb.East));

        Assert.That(error.Code, Is.EqualTo("InvalidConfigurationRequest"));
    }

    [Test]
    public void A_subnet_that_does_not_exist_is_named()
    {
        var error = ElbCaller.Error(() => _elb.Balancers.CreateLoadBalancer(new CreateLoadBalancerRequest { Name = "api", Subnets = ["subnet-1", "subnet-2"] }, _elb.East));

        Assert.That((error.Code, error.Message), Is.EqualTo(("SubnetNotFound", "The subnet ID 'subnet-1' does not exist")));
    }

    [Test]
    public void A_security_group_that_does_not_exist_is_refused()
    {
        var error = ElbCaller.Error(() => _elb.Balancers.CreateLoadBalancer(
            new CreateLoadBalancerRequest { Name = "api", Subnets = _elb.Subnets, SecurityGroups = ["sg-1"] }, _elb.East));

        Assert.That(error.Code, Is.EqualTo("InvalidSecurityGroup"));
    }

    [TestCase("network")]
    [TestCase("gateway")]
    public void A_type_that_the_sandbox_does_not_implement_is_refused_and_nothing_is_made(string type)
    {
        var error = ElbCaller.Error(() => _elb.Balancers.CreateLoadBalancer(new CreateLoadBalancerRequest { Name = "api", Subnets = _elb.Subnets, Type = type }, _elb.East));

        Assert.That(error.Message, Does.StartWith("The sandbox does not implement load balancers of the type '" + type));
        Assert.That(_elb.State.LoadBalancers, Is.Empty);
    }

    [Test]
    public void Names_that_do_not_exist_are_listed()
    {
        var error = ElbCaller.Error(() => _elb.Balancers.DescribeLoadBalancers(new DescribeLoadBalancersRequest { Names = ["a", "b"] }, _elb.East));

        Assert.That((error.Code, error.Message), Is.EqualTo(("LoadBalancerNotFound", "Load balancers '[a, b]' not found")));
    }

    [Test]
    public void A_malformed_arn_is_a_validation_error()
    {
        var error = ElbCaller.Error(() => _elb.Balancers.DeleteLoadBalancer(new DeleteLoadBalancerRequest { LoadBalancerArn = "abc" }, _elb.East));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ValidationError", "'abc' is not a valid load balancer ARN")));
    }

    [Test]
    public void Pages_follow_each_other_and_end()
    {
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
        {
            _elb.Balancer(name);
        }

        var first = _elb.Balancers.DescribeLoadBalancers(new DescribeLoadBalancersRequest { PageSize = 2 }, _elb.East);
        var second = _elb.Balancers.DescribeLoadBalancers(new DescribeLoadBalancersRequest { PageSize = 2, Marker = first.NextMarker }, _elb.East);

        Assert.That(first.LoadBalancers.Concat(second.LoadBalancers).Select(balancer => balancer.LoadBalancerName), Is.EqualTo(names));
        Assert.That(second.NextMarker, Is.Null);
    }

    [Test]
    public void A_page_size_out_of_range_and_a_marker_of_nobody_are_refused()
    {
        Assert.That(ElbCaller.Error(() => _elb.Balancers.DescribeLoadBalancers(new DescribeLoadBalancersRequest { PageSize = 401 }, _elb.East)).Message, Does.Contain("less than or equal to 400"));
        Assert.That(ElbCaller.Error(() => _elb.Balancers.DescribeLoadBalancers(new DescribeLoadBalancersRequest { Marker = "x" }, _elb.East)).Code, Is.EqualTo("ValidationError"));
    }

    [Test]
    public void Deletion_protection_protects()
    {
        var arn = _elb.Balancer().LoadBalancerArn;
        _elb.Attributes.ModifyLoadBalancerAttributes(
            new ModifyLoadBalancerAttributesRequest { LoadBalancerArn = arn, Attributes = [new LoadBalancerAttribute { Key = "deletion_protection.enabled", Value = "true" }] }, _elb.East);

        var error = ElbCaller.Error(() => _elb.Balancers.DeleteLoadBalancer(new DeleteLoadBalancerRequest { LoadBalancerArn = arn }, _elb.East));

        Assert.That((error.Code, error.Message), Is.EqualTo(("OperationNotPermitted", $"Load balancer '{arn}' cannot be deleted because deletion protection is enabled")));
    }

    [Test]
    public void Deleting_it_takes_its_listeners_away_and_frees_its_target_groups_and_addresses()
    {
        var arn = _elb.Balancer().LoadBalancerArn;
        var group = _elb.Group();
        _elb.Listener(arn, 80, ElbCaller.Forward(group));

        _elb.Balancers.DeleteLoadBalancer(new DeleteLoadBalancerRequest { LoadBalancerArn = arn }, _elb.East);

        Assert.That(_elb.State.Listeners, Is.Empty);
        Assert.That(_elb.State.FindTargetGroup(group)!.IsInUse, Is.False);
        Assert.That(_elb.East.Networks().Interfaces, Is.Empty);
        Assert.That(() => _elb.Groups.DeleteTargetGroup(new DeleteTargetGroupRequest { TargetGroupArn = group }, _elb.East), Throws.Nothing);
    }
}
