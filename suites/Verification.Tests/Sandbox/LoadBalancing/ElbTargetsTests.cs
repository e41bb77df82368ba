using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbTargetsTests
{
    private const string Target = "10.0.1.17";

    private readonly ElbCaller _elb = new();
    private readonly string _group;

    public ElbTargetsTests() => _group = _elb.Group();

    [Test]
    public void A_target_of_a_group_that_no_load_balancer_uses_is_unused()
    {
        _elb.Register(_group, Target);

        var health = _elb.HealthOf(_group, Target);

        Assert.That((health.State.Value, health.Reason.Value), Is.EqualTo(("unused", "Target.NotInUse")));
        Assert.That(health.Description, Is.EqualTo("Target group is not configured to receive traffic from the load balancer"));
    }

    [Test]
    public void A_target_of_a_group_in_use_is_initial_while_it_is_registered()
    {
        Use();
        _elb.Register(_group, Target);

        var health = _elb.HealthOf(_group, Target);

        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("initial", "Elb.RegistrationInProgress", "Target registration is in progress")));
    }

    [Test]
    public void A_target_that_was_never_registered_is_unused_and_not_in_the_list()
    {
        var health = _elb.HealthOf(_group, Target);

        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("unused", "Target.NotRegistered", "Target is not registered to the target group")));
        Assert.That(_elb.HealthOfAll(_group), Is.Empty);
    }

    [Test]
    public void A_target_in_a_zone_that_the_load_balancer_does_not_have_is_unused()
    {
        Use();
        _elb.Subnet("10.0.13.0/24", "us-east-1c");
        _elb.Register(_group, "10.0.13.5", "10.0.12.5");

        var health = _elb.HealthOf(_group, "10.0.13.5");

        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("unused", "Target.NotInUse", "Target is in an Availability Zone that is not enabled for the load balancer")));
        Assert.That(_elb.State.TargetGroup(_group).Eligible.Select(target => target.Address.ToString()), Is.EqualTo(["10.0.12.5"]));
    }

    [Test]
    public void The_load_balancers_own_address_is_no_target()
    {
        Use();
        var own = _elb.State.LoadBalancers.Values.Single().Interfaces[0].PrivateAddress.ToString();
        _elb.Register(_group, own);

        var health = _elb.HealthOf(_group, own);

        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("unused", "Target.IpUnusable", "The target IP address is reserved for use by a load balancer")));
    }

    [Test]
    public void A_deregistered_target_drains_for_the_deregistration_delay_and_is_gone_then()
    {
        Use();
        _elb.Register(_group, Target);

        _elb.Deregister(_group, Target);

        var health = _elb.HealthOf(_group, Target);
        Assert.That((health.State.Value, health.Reason.Value, health.Description), Is.EqualTo(("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")));
        Assert.That(StatesAfter(TimeSpan.FromSeconds(299)), Is.EqualTo(["draining"]));
        Assert.That(StatesAfter(TimeSpan.FromSeconds(1)), Is.Empty);
    }

    [Test]
    public void The_deregistration_delay_is_the_groups_attribute()
    {
        Use();
        _elb.Attributes.ModifyTargetGroupAttributes(
            new ModifyTargetGroupAttributesRequest { TargetGroupArn = _group, Attributes = [new TargetGroupAttribute { Key = "deregistration_delay.timeout_seconds", Value = "0" }] }, _elb.East);
        _elb.Register(_group, Target);

        _elb.Deregister(_group, Target);

        Assert.That(_elb.HealthOfAll(_group), Is.Empty);
    }

    [Test]
    public void A_target_that_drains_and_is_registered_again_begins_anew()
    {
        Use();
        _elb.Register(_group, Target);
        _elb.Deregister(_group, Target);

        _elb.Register(_group, Target);

        Assert.That(_elb.HealthOf(_group, Target).State.Value, Is.EqualTo("initial"));
        Assert.That(StatesAfter(TimeSpan.FromMinutes(10)), Is.EqualTo(["initial"]));
    }

    [Test]
    public void Registering_twice_is_one_target_and_another_port_is_another_target()
    {
        _elb.Register(_group, Target, Target);
        _elb.Targets.RegisterTargets(new RegisterTargetsRequest { TargetGroupArn = _group, Targets = [new TargetDescription { Id = Target, Port = 9000 }] }, _elb.East);

        var described = _elb.Targets.DescribeTargetHealth(new DescribeTargetHealthRequest { TargetGroupArn = _group }, _elb.East).TargetHealthDescriptions;

        Assert.That(described.Select(each => (each.Target.Port, each.HealthCheckPort)), Is.EqualTo([(8083, "8083"), (9000, "9000")]));
    }

    [Test]
    public void An_answer_names_the_zone_of_the_targets_subnet()
    {
        _elb.Register(_group, "10.0.12.9");

        var described = _elb.Targets.DescribeTargetHealth(new DescribeTargetHealthRequest { TargetGroupArn = _group }, _elb.East).TargetHealthDescriptions.Single();

        Assert.That(described.Target.AvailabilityZone, Is.EqualTo("us-east-1b"));
    }

    [TestCase("i-0123456789abcdef0", "The IP address 'i-0123456789abcdef0' is not a valid IPv4 address")]
    [TestCase("10.0.1", "The IP address '10.0.1' is not a valid IPv4 address")]
    [TestCase("192.168.0.1", "is outside the target group VPC")]
    public void An_address_that_cannot_be_a_target_is_refused(string id, string message)
    {
        var error = ElbCaller.Error(() => _elb.Register(_group, Target, id));

        Assert.That(error.Message, Does.Contain(message));
        Assert.That(_elb.HealthOfAll(_group), Is.Empty);
    }

    [Test]
    public void There_are_no_instances_to_register()
    {
        var instances = _elb.Groups.CreateTargetGroup(new CreateTargetGroupRequest { Name = "vm", Protocol = "HTTP", Port = 80, VpcId = _elb.Vpc }, _elb.East).TargetGroups[0].TargetGroupArn;

        var error = ElbCaller.Error(() => _elb.Register(instances, "i-1"));

        Assert.That(error.Code, Is.EqualTo("InvalidTarget"));
    }

    private void Use() => _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Forward(_group));

    private IReadOnlyList<string> StatesAfter(TimeSpan time)
    {
        _elb.Account.Clock.Advance(time);
        _elb.State.FindTargetGroup(_group)!.RemoveDrained(_elb.Account.Now);
        return _elb.HealthOfAll(_group);
    }
}
