using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbAttributesTests
{
    private readonly ElbCaller _elb = new();

    [Test]
    public void All_attributes_are_answered_with_AWSs_defaults()
    {
        var group = _elb.Group();

        var attributes = _elb.Attributes.DescribeTargetGroupAttributes(new DescribeTargetGroupAttributesRequest { TargetGroupArn = group }, _elb.East)
            .Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

        Assert.That(attributes["deregistration_delay.timeout_seconds"], Is.EqualTo("300"));
        Assert.That(attributes["load_balancing.algorithm.type"], Is.EqualTo("round_robin"));
        Assert.That(attributes["stickiness.enabled"], Is.EqualTo("false"));
    }

    [Test]
    public void What_is_set_is_answered_from_then_on()
    {
        var arn = _elb.Balancer().LoadBalancerArn;

        Set(arn, ("idle_timeout.timeout_seconds", "120"));

        var attributes = _elb.Attributes.DescribeLoadBalancerAttributes(new DescribeLoadBalancerAttributesRequest { LoadBalancerArn = arn }, _elb.East).Attributes;
        Assert.That(attributes.Single(attribute => attribute.Key == "idle_timeout.timeout_seconds").Value, Is.EqualTo("120"));
    }

    [TestCase("no.such.key", "true", "Attribute key 'no.such.key' is not recognized")]
    [TestCase("idle_timeout.timeout_seconds", "0", "Attribute value '0' is not valid for attribute key 'idle_timeout.timeout_seconds'")]
    [TestCase("deletion_protection.enabled", "yes", "Attribute value 'yes' is not valid for attribute key 'deletion_protection.enabled'")]
    [TestCase("access_logs.s3.enabled", "true", "The sandbox does not implement 'true' for the attribute 'access_logs.s3.enabled'; it keeps 'false'.")]
    public void Of_several_attributes_all_are_set_or_none(string key, string value, string message)
    {
        var arn = _elb.Balancer().LoadBalancerArn;

        var error = ElbCaller.Error(() => Set(arn, ("idle_timeout.timeout_seconds", "120"), (key, value)));

        Assert.That(error.Message, Is.EqualTo(message));
        Assert.That(_elb.State.LoadBalancer(arn).Attributes["idle_timeout.timeout_seconds"], Is.EqualTo("60"));
    }

    [TestCase("load_balancing.algorithm.type", "least_outstanding_requests", "slow_start.duration_seconds", "30", "Slow start mode can only be used with the load balancing algorithm 'round_robin', not with 'least_outstanding_requests'")]
    [TestCase("stickiness.enabled", "true", "stickiness.type", "app_cookie", "'stickiness.app_cookie.cookie_name' must be specified when 'stickiness.type' is 'app_cookie'")]
    [TestCase("stickiness.enabled", "true", "stickiness.app_cookie.cookie_name", "AWSALBTG-mine", "Attribute value 'AWSALBTG-mine' is not valid for attribute key 'stickiness.app_cookie.cookie_name'")]
    [TestCase("stickiness.enabled", "true", "slow_start.duration_seconds", "29", "Attribute value '29' is not valid for attribute key 'slow_start.duration_seconds'")]
    public void Attributes_of_a_target_group_that_do_not_go_together_are_refused(string first, string firstValue, string second, string secondValue, string message)
    {
        var group = _elb.Group();

        var together = ElbCaller.Error(() => _elb.Set(group, (first, firstValue), (second, secondValue)));
        _elb.Set(group, (first, firstValue));
        var oneByOne = ElbCaller.Error(() => _elb.Set(group, (second, secondValue)));

        Assert.That((together.Message, oneByOne.Message), Is.EqualTo((message, message)));
    }

    private void Set(string balancer, params (string Key, string Value)[] attributes) => _elb.Attributes.ModifyLoadBalancerAttributes(
        new ModifyLoadBalancerAttributesRequest
        {
            LoadBalancerArn = balancer, Attributes = [.. attributes.Select(attribute => new LoadBalancerAttribute { Key = attribute.Key, Value = attribute.Value })],
        },
        _elb.East);
}
