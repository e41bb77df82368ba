using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Model.Facts;
using Verification.Tests.Model;

namespace Verification.Tests.Fixtures.Collectors;

internal sealed class LiveServiceTests
{
    private const string Production = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/73e2d6bc24d8a067";
    private const string Stage = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-stage-tg/73e2d6bc24d8a068";

    private static readonly FactSource _source = new("ecs:DescribeServices", "us-east-1");

    [Test]
    public void The_only_service_that_is_active_is_it_whatever_the_rule_says() =>
        Assert.That(Live([Seen("n", Stage), Gone, Gone], (Production, 1)), Is.EqualTo("n"));

    [TestCase(Production, "n")]
    [TestCase(Stage, "n__1")]
    public void Of_two_that_are_active_it_is_the_one_that_the_rule_forwards_to(string forward, string expected) =>
        Assert.That(Live([Seen("n", Production), Seen("n__1", Stage), Gone], (forward, 1)), Is.EqualTo(expected));

    [Test]
    public void A_group_of_weight_0_gets_nothing() =>
        Assert.That(Live([Seen("n", Production), Seen("n__1", Stage), Gone], (Production, 0), (Stage, 100)), Is.EqualTo("n__1"));

    [Test]
    public void One_that_was_scaled_to_0_in_the_same_group_is_not_it() =>
        Assert.That(Live([Seen("n", Production, count: 0), Seen("n__1", Stage), Seen("n__2", Production)], (Production, 1)), Is.EqualTo("n__2"));

    [Test]
    public void Two_that_get_requests_are_a_failure_that_names_both() => Assert.That(
        Live([Seen("n", Production), Seen("n__1", Stage), Gone], (Production, 90), (Stage, 10)),
        Is.EqualTo("absent: one service that serves: n and n__1 are both in a target group that the production rule forwards to"));

    [Test]
    public void A_rule_that_forwards_to_neither_leaves_the_plain_one() =>
        Assert.That(Live([Seen("n", Production), Seen("n__1", Stage), Gone], ("other", 1)), Is.EqualTo("n"));

    [Test]
    public void A_slot_that_is_deleted_is_none() =>
        Assert.That(Live([Seen("n", Production), Seen("n__1", Stage, status: "INACTIVE"), Gone], (Stage, 1)), Is.EqualTo("n"));

    [Test]
    public void None_at_all_is_absent() => Assert.That(Live([Gone, Gone, Gone], (Production, 1)), Is.EqualTo("absent: gone"));

    [Test]
    public void A_name_that_could_not_be_looked_at_makes_it_unknown() =>
        Assert.That(Live([Seen("n", Production), new Observation<ServiceFact>.Unavailable("denied", false, _source), Gone], (Production, 1)), Is.EqualTo("unavailable: denied"));

    [Test]
    public void Rules_that_cannot_be_read_leave_it_unknown_who_serves()
    {
        var facts = GuideFacts.Healthy.ProductionRules(rules => rules.Denied()).Clusters[0].LoadBalancer;

        var live = LiveService.Of([Seen("n", Production), Seen("n__1", Stage), Gone], GuideTopology.Literal.Clusters[0].LoadBalancer.Production, facts);

        Assert.That(Text(live), Is.EqualTo($"unavailable: n and n__1 are ACTIVE, and which of them serves could not be read: {Changes.Reason}"));
    }

    private static Observation<ServiceFact> Gone => new Observation<ServiceFact>.Absent("gone", _source);

    private static Observation<ServiceFact> Seen(string name, string group, int count = 3, string status = "ACTIVE")
    {
        var service = GuideFacts.Healthy.Clusters[0].Services[^1].Service;
        return service.But(seen => seen with { Name = name, Status = status, DesiredCount = count, RunningCount = count, TargetGroupArns = [group] });
    }

    private static string Live(ImmutableArray<Observation<ServiceFact>> named, params (string Group, int Weight)[] forward)
    {
        ImmutableArray<WeightedTargetGroup> groups = [.. forward.Select(one => new WeightedTargetGroup(one.Group, one.Weight))];
        var facts = GuideFacts.Healthy.ProductionRules(rules => rules.But(seen => seen.But(0, rule => rule with { Forward = groups }))).Clusters[0].LoadBalancer;
        return Text(LiveService.Of(named, GuideTopology.Literal.Clusters[0].LoadBalancer.Production, facts));
    }

    private static string Text(Observation<ServiceFact> live) => live.Match(seen => seen.Value.Name, absent => $"absent: {absent.What}", unavailable => $"unavailable: {unavailable.Reason}");
}
