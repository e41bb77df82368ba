using NUnit.Framework;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ListenersTests
{
    private static Topology ByDefault => GuideTopology.Literal with
    {
        Clusters = GuideTopology.Literal.Clusters.But(0, cluster => cluster with { LoadBalancer = cluster.LoadBalancer with { Production = cluster.LoadBalancer.Production with { RulePriority = null } } }),
    };

    [Test]
    public void The_default_rule_is_changed_at_its_listener()
    {
        var cause = Explained.First("rule-forwards-elsewhere", Troubles.Snapshot.ProductionRules(rules => rules.But(all => all.But(1, rule => rule with { Forward = [new(Troubles.StageGroup, 1)] }))), ByDefault);

        Assert.That(cause.Mend.Single(), Does.StartWith("aws elbv2 modify-listener --listener-arn arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/50dc6c495c0c9188/f2f7dc8efc522ab2 --default-actions "));
    }
}
