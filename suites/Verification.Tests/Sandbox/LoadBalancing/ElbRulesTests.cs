using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Verification.Tests.Sandbox.LoadBalancing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElbRulesTests
{
    private readonly ElbCaller _elb = new();
    private readonly string _listener;

    public ElbRulesTests() => _listener = _elb.Listener(_elb.Balancer().LoadBalancerArn, 80, ElbCaller.Fixed("404")).ListenerArn;

    [Test]
    public void Rules_are_listed_by_priority_with_the_default_rule_last()
    {
        _elb.Rule(_listener, 20, ElbCaller.Fixed("200"), ElbCaller.Path("/b"));
        _elb.Rule(_listener, 3, ElbCaller.Fixed("200"), ElbCaller.Path("/a"));

        var rules = _elb.Rules.DescribeRules(new DescribeRulesRequest { ListenerArn = _listener }, _elb.East).Rules;

        Assert.That(rules.Select(rule => rule.Priority), Is.EqualTo(["3", "20", "default"]));
    }

    [Test]
    public void A_forward_to_one_group_is_answered_in_both_shapes()
    {
        var group = _elb.Group();

        var action = _elb.Rule(_listener, 1, ElbCaller.Forward(group), ElbCaller.Path("/*")).Actions[0];

        Assert.That(action.TargetGroupArn, Is.EqualTo(group));
        Assert.That(action.ForwardConfig.TargetGroups.Select(tuple => (tuple.TargetGroupArn, tuple.Weight)), Is.EqualTo([(group, (int?)1)]));
        Assert.That(action.ForwardConfig.TargetGroupStickinessConfig.Enabled, Is.False);
    }

    [Test]
    public void A_forward_to_several_groups_has_weights_and_no_scalar()
    {
        var (blue, green) = (_elb.Group("blue"), _elb.Group("green"));
        var weighted = Weighted((blue, 90), (green, 10));

        var action = _elb.Rule(_listener, 1, weighted, ElbCaller.Path("/*")).Actions[0];

        Assert.That(action.TargetGroupArn, Is.Null);
        Assert.That(action.ForwardConfig.TargetGroups.Select(tuple => (tuple.TargetGroupArn, tuple.Weight)), Is.EqualTo([(blue, (int?)90), (green, 10)]));
    }

    [Test]
    public void Modifying_a_rule_keeps_what_is_not_given()
    {
        var group = _elb.Group();
        var rule = _elb.Rule(_listener, 1, ElbCaller.Fixed("200"), ElbCaller.Path("/a"));

        var modified = _elb.Rules.ModifyRule(new ModifyRuleRequest { RuleArn = rule.RuleArn, Actions = [Weighted((group, 100))] }, _elb.East).Rules[0];

        Assert.That(modified.Conditions[0].Values, Is.EqualTo(["/a"]));
        Assert.That((modified.Actions[0].TargetGroupArn, modified.Actions[0].ForwardConfig.TargetGroups[0].Weight), Is.EqualTo((group, 100)));
        Assert.That(_elb.State.FindTargetGroup(group)!.IsInUse, Is.True);
    }

    [Test]
    public void A_priority_is_used_once()
    {
        _elb.Rule(_listener, 1, ElbCaller.Fixed("200"), ElbCaller.Path("/a"));

        var error = ElbCaller.Error(() => _elb.Rule(_listener, 1, ElbCaller.Fixed("200"), ElbCaller.Path("/b")));

        Assert.That((error.Code, error.Message), Is.EqualTo(("PriorityInUse", "Priority '1' is currently in use")));
    }

    [Test]
    public void The_default_rule_can_be_neither_modified_nor_deleted()
    {
        var rule = _elb.Rules.DescribeRules(new DescribeRulesRequest { ListenerArn = _listener }, _elb.East).Rules[0].RuleArn;

        var modified = ElbCaller.Error(() => _elb.Rules.ModifyRule(new ModifyRuleRequest { RuleArn = rule, Actions = [ElbCaller.Fixed("200")] }, _elb.East));
        var deleted = ElbCaller.Error(() => _elb.Rules.DeleteRule(new DeleteRuleRequest { RuleArn = rule }, _elb.East));

        Assert.That((modified.Code, modified.Message), Is.EqualTo(("OperationNotPermitted", $"Default rule '{rule}' cannot be modified")));
        Assert.That((deleted.Code, deleted.Message), Is.EqualTo(("OperationNotPermitted", $"Default rule '{rule}' cannot be deleted")));
    }

    [Test]
    public void A_deleted_rule_frees_its_priority_and_its_target_group()
    {
        var group = _elb.Group();
        var rule = _elb.Rule(_listener, 1, ElbCaller.Forward(group), ElbCaller.Path("/a")).RuleArn;

        _elb.Rules.DeleteRule(new DeleteRuleRequest { RuleArn = rule }, _elb.East);

        Assert.That(_elb.State.FindTargetGroup(group)!.IsInUse, Is.False);
        Assert.That(() => _elb.Rule(_listener, 1, ElbCaller.Fixed("200"), ElbCaller.Path("/a")), Throws.Nothing);
    }

    [Test]
    public void Every_kind_of_condition_comes_back_as_it_was_given()
    {
        var rule = _elb.Rule(
            _listener,
            1,
            ElbCaller.Fixed("200"),
            new RuleCondition { Field = "host-header", HostHeaderConfig = new HostHeaderConditionConfig { Values = ["*.example.com"] } },
            new RuleCondition { Field = "http-header", HttpHeaderConfig = new HttpHeaderConditionConfig { HttpHeaderName = "X-Canary", Values = ["yes"] } },
            new RuleCondition { Field = "http-request-method", HttpRequestMethodConfig = new HttpRequestMethodConditionConfig { Values = ["GET"] } },
            new RuleCondition { Field = "query-string", QueryStringConfig = new QueryStringConditionConfig { Values = [new QueryStringKeyValuePair { Key = "v", Value = "2" }] } },
            new RuleCondition { Field = "source-ip", SourceIpConfig = new SourceIpConditionConfig { Values = ["127.0.0.0/8"] } });

        var conditions = rule.Conditions;

        Assert.That(conditions[0].HostHeaderConfig.Values, Is.EqualTo(["*.example.com"]));
        Assert.That(conditions[0].Values, Is.EqualTo(["*.example.com"]));
        Assert.That((conditions[1].HttpHeaderConfig.HttpHeaderName, conditions[1].HttpHeaderConfig.Values.Single()), Is.EqualTo(("X-Canary", "yes")));
        Assert.That(conditions[2].HttpRequestMethodConfig.Values, Is.EqualTo(["GET"]));
        Assert.That((conditions[3].QueryStringConfig.Values.Single().Key, conditions[3].QueryStringConfig.Values.Single().Value), Is.EqualTo(("v", "2")));
        Assert.That(conditions[4].SourceIpConfig.Values, Is.EqualTo(["127.0.0.0/8"]));
    }

    [Test]
    public void Conditions_that_AWS_does_not_take_are_refused()
    {
        Refused("Condition field 'cookie' must be one of", new RuleCondition { Field = "cookie", Values = ["x"] });
        Refused("A condition value must be specified", new RuleCondition { Field = "path-pattern" });
        Refused("The value '/ä' of the condition 'path-pattern' is not valid", ElbCaller.Path("/ä"));
        Refused("A rule can only have one 'path-pattern' condition", ElbCaller.Path("/a"), ElbCaller.Path("/b"));
        Refused("A rule can only have '5' condition values", ElbCaller.Path("/1", "/2", "/3", "/4", "/5", "/6"));
        Refused("A rule can only have '5' condition wildcards", ElbCaller.Path("/******"));
        Refused("The HTTP header name 'Host' is not valid", new RuleCondition { Field = "http-header", HttpHeaderConfig = new HttpHeaderConditionConfig { HttpHeaderName = "Host", Values = ["x"] } });
        Refused("The value '300.1.1.1/8' of the condition 'source-ip' is not valid", new RuleCondition { Field = "source-ip", SourceIpConfig = new SourceIpConditionConfig { Values = ["300.1.1.1/8"] } });
        Refused("The sandbox does not implement regular expressions", new RuleCondition { Field = "path-pattern", PathPatternConfig = new PathPatternConditionConfig { RegexValues = ["^/a"] } });
    }

    [Test]
    public void Actions_that_AWS_does_not_take_or_the_sandbox_does_not_implement_are_refused()
    {
        var group = _elb.Group();
        Refused("The sandbox does not implement actions of the type 'authenticate-oidc'", new Action { Type = "authenticate-oidc" }, ElbCaller.Forward(group));
        Refused("Target group stickiness must have a duration", Sticky(group, null));
        Refused("The target group stickiness duration '0' must be between 1 and 604800 seconds", Sticky(group, 0));
        Refused("The target group stickiness duration '604801' must be between 1 and 604800 seconds", Sticky(group, 604801));
        Refused("A rule must have exactly one action", ElbCaller.Fixed("200"), ElbCaller.Forward(group));
        Refused("The weight '1000' of a target group must be between 0 and 999", Weighted((group, 1000)));
        Refused("One or more target groups not found", ElbCaller.Forward(group + "x"));
        Refused("'abc' is not a valid target group ARN", ElbCaller.Forward("abc"));
        Refused("The status code '302' of a fixed response must be a code of the form 2XX, 4XX or 5XX", ElbCaller.Fixed("302"));
        Refused("it creates a loop", new Action { Type = "redirect", RedirectConfig = new RedirectActionConfig { StatusCode = "HTTP_301", Query = "a=b" } });
    }

    [Test]
    public void The_stickiness_of_a_forward_action_is_answered()
    {
        var rule = _elb.Rule(_listener, 1, Sticky(_elb.Group(), 3600), ElbCaller.Path("/a"));

        var config = rule.Actions[0].ForwardConfig.TargetGroupStickinessConfig;
        Assert.That((config.Enabled, config.DurationSeconds), Is.EqualTo(((bool?)true, (int?)3600)));
    }

    private static Action Sticky(string group, int? seconds) => new()
    {
        Type = "forward",
        ForwardConfig = new ForwardActionConfig
        {
            TargetGroups = [new TargetGroupTuple { TargetGroupArn = group }],
            TargetGroupStickinessConfig = new TargetGroupStickinessConfig { Enabled = true, DurationSeconds = seconds },
        },
    };

    private static Action Weighted(params (string Group, int Weight)[] groups) => new()
    {
        Type = "forward",
        ForwardConfig = new ForwardActionConfig { TargetGroups = [.. groups.Select(group => new TargetGroupTuple { TargetGroupArn = group.Group, Weight = group.Weight })] },
    };

    private void Refused(string message, params RuleCondition[] conditions) => Refused(message, conditions, [ElbCaller.Fixed("200")]);

    private void Refused(string message, params Action[] actions) => Refused(message, [ElbCaller.Path("/a")], actions);

    private void Refused(string message, RuleCondition[] conditions, Action[] actions)
    {
        var error = ElbCaller.Error(() => _elb.Rules.CreateRule(
            new CreateRuleRequest { ListenerArn = _listener, Priority = 1, Conditions = [.. conditions], Actions = [.. actions] }, _elb.East));

        Assert.That(error.Message, Does.Contain(message));
    }
}
