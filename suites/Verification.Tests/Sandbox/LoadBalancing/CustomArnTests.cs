using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.LoadBalancing;

/// <summary>Scripts in which ARNs are written down: the tags that name what is at their end, and the DNS name.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CustomArnTests
{
    private const string DnsName = "prod-alb-123456789.us-east-1.elb.amazonaws.com";
    private readonly ElbCaller _elb = new();

    [Test]
    public void Load_balancer_listener_and_rule_have_the_ARNs_that_their_tags_name()
    {
        var balancer = Balancer(("_custom_id_", "xyz789"), ("_custom_dns_name_", DnsName));
        var listener = _elb.Listeners.CreateListener(
            new CreateListenerRequest { LoadBalancerArn = balancer.LoadBalancerArn, Port = 80, Protocol = "HTTP", DefaultActions = [ElbCaller.Fixed("404")], Tags = [Id("abc123")] },
            _elb.East).Listeners[0];

        var rule = _elb.Rules.CreateRule(
            new CreateRuleRequest { ListenerArn = listener.ListenerArn, Priority = 1, Actions = [ElbCaller.Fixed("200")], Conditions = [ElbCaller.Path("/*")], Tags = [Id("rule1")] },
            _elb.East).Rules[0];

        Assert.That(rule.RuleArn, Is.EqualTo("arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/prod-alb/xyz789/abc123/rule1"));
        Assert.That(balancer.DNSName, Is.EqualTo(DnsName));
        Assert.That(_elb.State.Tags.Values.SelectMany(tags => tags.Keys), Is.Empty, "they are taken off");
    }

    [Test]
    public void A_listener_with_the_identifier_of_another_one_is_refused()
    {
        var balancer = Balancer();
        Listen(80);

        var error = ElbCaller.Error(() => Listen(81));

        Assert.That(error.Message, Does.Contain("exists already"));

        void Listen(int port) => _elb.Listeners.CreateListener(
            new CreateListenerRequest { LoadBalancerArn = balancer.LoadBalancerArn, Port = port, Protocol = "HTTP", DefaultActions = [ElbCaller.Fixed("404")], Tags = [Id("same")] },
            _elb.East);
    }

    [Test]
    public void A_DNS_name_that_a_load_balancer_of_that_name_cannot_have_is_refused()
    {
        var error = ElbCaller.Error(() => Balancer((CustomId.DnsNameTag, "example.com")));

        Assert.That(error.Message, Does.Contain("must be 'prod-alb-'"));
        Assert.That(_elb.State.LoadBalancers, Is.Empty);
    }

    private static Tag Id(string id) => new() { Key = CustomId.Tag, Value = id };

    private LoadBalancer Balancer(params (string Key, string Value)[] tags) => _elb.Balancers.CreateLoadBalancer(
        new CreateLoadBalancerRequest { Name = "prod-alb", Subnets = _elb.Subnets, Tags = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })] },
        _elb.East).LoadBalancers[0];
}
