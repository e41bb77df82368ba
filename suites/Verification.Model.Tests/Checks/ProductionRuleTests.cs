using System.Collections.Immutable;
using CsCheck;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class ProductionRuleTests
{
    private const string Expected = "port 80, rule 10 forwards to notification-prod-tg";

    private const string Own = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/73e2d6bc24d8a067";

    private const string Other = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg-2/0123456789abcdef";

    [Test]
    public void Rule_that_forwards_to_the_services_group_passes() =>
        Judged.By<ProductionRule>(GuideFacts.Healthy).Says(Outcome.Passed, Expected, "forwards to notification-prod-tg weight 1");

    [Test]
    public void Other_group_of_weight_0_passes() =>
        Judged.By<ProductionRule>(Forwarding(new(Own, 100), new(Other, 0)))
            .Says(Outcome.Passed, Expected, "forwards to notification-prod-tg weight 100, notification-prod-tg-2 weight 0");

    [Test]
    public void Other_group_with_a_share_fails_with_the_weights() =>
        Judged.By<ProductionRule>(Forwarding(new(Own, 90), new(Other, 10)))
            .Says(Outcome.Failed, Expected, "forwards to notification-prod-tg weight 90, notification-prod-tg-2 weight 10");

    [Test]
    public void Own_group_without_a_share_fails() =>
        Judged.By<ProductionRule>(Forwarding(new WeightedTargetGroup(Own, 0)))
            .Says(Outcome.Failed, Expected, "forwards to notification-prod-tg weight 0");

    [Test]
    public void Rule_that_does_not_forward_fails() => Judged.By<ProductionRule>(Forwarding()).Says(Outcome.Failed, Expected, "rule 10 does not forward");

    [Test]
    public void Missing_rule_fails_with_those_that_there_are()
    {
        var facts = GuideFacts.Healthy.ProductionRules(rules => rules.But(seen => seen.RemoveAt(0)));

        var finding = Judged.By<ProductionRule>(facts);

        finding.Says(Outcome.Failed, Expected, "no rule 10 on port 80, there is default rule");
    }

    [Test]
    public void Missing_listener_fails_with_those_that_there_are()
    {
        var facts = GuideFacts.Healthy.ProductionLoadBalancer(facts => facts with
        {
            Listeners = facts.Listeners.But(listeners => listeners.But(0, listener => listener with { Port = 8443 })),
        });

        var finding = Judged.By<ProductionRule>(facts);

        finding.Says(Outcome.Failed, Expected, "no listener on port 80, there is 8443");
    }

    [Test]
    public void Service_without_target_group_fails()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { TargetGroupArns = [] });

        var finding = Judged.By<ProductionRule>(facts);

        finding.Says(
            Outcome.Failed,
            "port 80, rule 10 forwards to the service's target group",
            "forwards to notification-prod-tg weight 1; the service has no target group");
    }

    [Test]
    public void Default_rule_that_forwards_to_the_services_group_passes_where_it_is_declared()
    {
        var production = GuideTopology.Literal.Clusters[0];
        var topology = GuideTopology.Literal with
        {
            Clusters =
            [
                production with
                {
                    LoadBalancer = production.LoadBalancer with { Production = production.LoadBalancer.Production with { RulePriority = null } },
                },
                GuideTopology.Literal.Clusters[1],
            ],
        };
        var facts = GuideFacts.Healthy.ProductionRules(rules => rules.But(seen => [seen[1] with { Forward = [new(Own, 1)] }]));

        var finding = Judged.By<ProductionRule>(facts, topology);

        finding.Says(Outcome.Passed, "port 80, default rule forwards to notification-prod-tg", "forwards to notification-prod-tg weight 1");
    }

    [Test]
    public void Rules_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionRules(rules => rules.Denied());

        var finding = Judged.By<ProductionRule>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Listeners_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionLoadBalancer(facts => facts with { Listeners = facts.Listeners.Denied() });

        var finding = Judged.By<ProductionRule>(facts);

        finding.Says(Outcome.Unknown, "port 80, rule 10 forwards to the service's target group", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Any_weights_pass_only_when_every_request_reaches_the_service() =>
        Gen.Select(Gen.OneOf(Own, Other), Gen.OneOf(0, 1, 10, 90, 999)).Array[0, 5].Sample(groups =>
        {
            var outcome = Judged.By<ProductionRule>(Forwarding([.. groups.Select(group => new WeightedTargetGroup(group.Item1, group.Item2))])).Outcome;

            // Said by shares of all requests, not by weights.
            var all = groups.Sum(group => group.Item2);
            var reaching = groups.Where(group => group.Item1 == Own).Sum(group => group.Item2);
            return outcome == (all > 0 && reaching == all ? Outcome.Passed : Outcome.Failed);
        });

    private static Snapshot Forwarding(params ImmutableArray<WeightedTargetGroup> groups) =>
        GuideFacts.Healthy.ProductionRules(rules => rules.But(seen => seen.But(0, rule => rule with { Forward = groups })));
}
