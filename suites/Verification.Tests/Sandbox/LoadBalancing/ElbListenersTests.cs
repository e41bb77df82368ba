using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbListenersTests
{
    private readonly ElbCaller _elb = new();

    [Test]
    public void A_listener_has_a_default_rule_and_both_arns_begin_with_their_parents()
    {
        _elb.Account.Ids.Give(["xyz789", "1"]);
        var balancer = _elb.Balancer().LoadBalancerArn;
        var group = _elb.Group();
        _elb.Account.Ids.Give(["abc123", "rule1"]);

        var listener = _elb.Listener(balancer, 80, ElbCaller.Forward(group));

        var rule = Rules(listener).Single();
        Assert.That(listener.ListenerArn, Is.EqualTo("arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/abc123"));
        Assert.That(rule.RuleArn, Is.EqualTo("arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/prod-alb/xyz789/abc123/rule1"));
        Assert.That((rule.Priority, rule.IsDefault, rule.Conditions.Count, rule.Actions[0].TargetGroupArn), Is.EqualTo(("default", true, 0, group)));
    }

    [Test]
    public void A_port_has_one_listener()
    {
        var balancer = _elb.Balancer().LoadBalancerArn;
        _elb.Listener(balancer, 80, ElbCaller.Fixed("200"));

        var error = ElbCaller.Error(() => _elb.Listener(balancer, 80, ElbCaller.Fixed("200")));

        Assert.That((error.Code, error.Message), Is.EqualTo(("DuplicateListener", $"A listener already exists on this port for this load balancer '{balancer}'")));
    }

    [Test]
    public void Https_is_refused_because_the_sandbox_does_not_do_it()
    {
        var error = ElbCaller.Error(() => _elb.Listeners.CreateListener(
            new CreateListenerRequest { LoadBalancerArn = _elb.Balancer().LoadBalancerArn, Port = 443, Protocol = "HTTPS", DefaultActions = [ElbCaller.Fixed("200")] }, _elb.East));

        Assert.That((error.Code, error.Message), Is.EqualTo(("UnsupportedProtocol", "The sandbox does not implement listeners with the protocol 'HTTPS', only 'HTTP'.")));
    }

    [Test]
    public void A_target_group_belongs_to_one_load_balancer()
    {
        var group = _elb.Group();
        _elb.Listener(_elb.Balancer("one").LoadBalancerArn, 80, ElbCaller.Forward(group));

        var error = ElbCaller.Error(() => _elb.Listener(_elb.Balancer("two").LoadBalancerArn, 80, ElbCaller.Forward(group)));

        Assert.That(error.Code, Is.EqualTo("TargetGroupAssociationLimit"));
        Assert.That(error.Message, Is.EqualTo($"The following target groups cannot be associated with more than one load balancer: {group}"));
    }

    [Test]
    public void Modifying_the_default_action_moves_the_use_of_the_target_groups()
    {
        var blue = _elb.Group("blue");
        var green = _elb.Group("green");
        var listener = _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Forward(blue));

        var modified = _elb.Listeners.ModifyListener(new ModifyListenerRequest { ListenerArn = listener.ListenerArn, DefaultActions = [ElbCaller.Forward(green)] }, _elb.East).Listeners[0];

        Assert.That(modified.DefaultActions[0].TargetGroupArn, Is.EqualTo(green));
        Assert.That((_elb.State.FindTargetGroup(blue)!.IsInUse, _elb.State.FindTargetGroup(green)!.IsInUse), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_modification_that_is_refused_changes_nothing()
    {
        var listener = _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Fixed("200"));

        ElbCaller.Error(() => _elb.Listeners.ModifyListener(
            new ModifyListenerRequest { ListenerArn = listener.ListenerArn, Port = 81, DefaultActions = [ElbCaller.Forward("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/x/1")] }, _elb.East));

        Assert.That(_elb.State.Listener(listener.ListenerArn).Port, Is.EqualTo(80));
    }

    [Test]
    public void Listeners_are_found_by_arn_or_by_load_balancer_and_need_one_of_them()
    {
        var balancer = _elb.Balancer().LoadBalancerArn;
        var first = _elb.Listener(balancer, 80, ElbCaller.Fixed("200")).ListenerArn;
        var second = _elb.Listener(balancer, 8080, ElbCaller.Fixed("200")).ListenerArn;

        Assert.That(Describe(new DescribeListenersRequest { LoadBalancerArn = balancer }), Is.EqualTo([first, second]));
        Assert.That(Describe(new DescribeListenersRequest { ListenerArns = [second] }), Is.EqualTo([second]));
        Assert.That(ElbCaller.Error(() => Describe(new DescribeListenersRequest())).Code, Is.EqualTo("ValidationError"));
    }

    [Test]
    public void A_deleted_listener_is_gone_with_its_rules()
    {
        var listener = _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Fixed("200")).ListenerArn;
        var rule = _elb.Rule(listener, 1, ElbCaller.Fixed("404"), ElbCaller.Path("/x")).RuleArn;

        _elb.Listeners.DeleteListener(new DeleteListenerRequest { ListenerArn = listener }, _elb.East);

        Assert.That(ElbCaller.Error(() => Describe(new DescribeListenersRequest { ListenerArns = [listener] })).Code, Is.EqualTo("ListenerNotFound"));
        Assert.That(ElbCaller.Error(() => _elb.Rules.DescribeRules(new DescribeRulesRequest { RuleArns = [rule] }, _elb.East)).Code, Is.EqualTo("RuleNotFound"));
    }

    private IEnumerable<string> Describe(DescribeListenersRequest request) => _elb.Listeners.DescribeListeners(request, _elb.East).Listeners.Select(listener => listener.ListenerArn);

    private List<Rule> Rules(Listener listener) => _elb.Rules.DescribeRules(new DescribeRulesRequest { ListenerArn = listener.ListenerArn }, _elb.East).Rules;
}
