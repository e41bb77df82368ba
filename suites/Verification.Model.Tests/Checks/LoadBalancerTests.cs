using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class LoadBalancerTests
{
    private const string Expected = "active, prod-alb-123456789.us-east-1.elb.amazonaws.com";

    [Test]
    public void Active_load_balancer_of_the_declared_name_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<LoadBalancer>(facts);

        finding.Says(Outcome.Passed, Expected, Expected);
    }

    [Test]
    public void Name_in_other_letters_passes()
    {
        var facts = But(seen => seen with { DnsName = "Prod-ALB-123456789.us-east-1.elb.amazonaws.com" });

        var finding = Judged.By<LoadBalancer>(facts);

        finding.Says(Outcome.Passed, Expected, "active, Prod-ALB-123456789.us-east-1.elb.amazonaws.com");
    }

    [Test]
    public void Load_balancer_of_another_name_fails_with_both()
    {
        var facts = But(seen => seen with { DnsName = "prod-alb-1.us-east-1.elb.amazonaws.com" });

        var finding = Judged.By<LoadBalancer>(facts);

        finding.Says(Outcome.Failed, Expected, "active, prod-alb-1.us-east-1.elb.amazonaws.com");
    }

    [Test]
    public void Load_balancer_that_is_impaired_fails()
    {
        var facts = But(seen => seen with { State = "active_impaired" });

        var finding = Judged.By<LoadBalancer>(facts);

        finding.Says(Outcome.Failed, Expected, "active_impaired, prod-alb-123456789.us-east-1.elb.amazonaws.com");
    }

    [Test]
    public void Load_balancer_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Denied() });

        var finding = Judged.By<LoadBalancer>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Any_name_passes_where_none_is_declared()
    {
        var check = new LoadBalancer();

        var finding = check.Judge(new Subject("analytics-cluster", null), GuideTopology.Literal, GuideFacts.Healthy);

        finding.Says(Outcome.Passed, "active", "active, analytics-alb-987654321.us-west-2.elb.amazonaws.com");
    }

    private static Snapshot But(Func<LoadBalancerFact, LoadBalancerFact> change) =>
        GuideFacts.Healthy.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.But(change) });
}
