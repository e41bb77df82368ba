using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class CapacityProvidersTests
{
    private const string Declared = "FARGATE weight 1 base 2, FARGATE_SPOT weight 1 base 0";

    [Test]
    public void Strategy_as_declared_passes_in_any_order()
    {
        var facts = Strategy([new("FARGATE_SPOT", 1, 0), new("FARGATE", 1, 2)]);

        var finding = Judged.By<CapacityProviders>(facts);

        finding.Says(Outcome.Passed, Declared, Declared);
    }

    [Test]
    public void Strategy_with_another_base_fails_with_both()
    {
        var facts = Strategy([new("FARGATE", 1, 1), new("FARGATE_SPOT", 1, 0)]);

        var finding = Judged.By<CapacityProviders>(facts);

        finding.Says(Outcome.Failed, Declared, "FARGATE weight 1 base 1, FARGATE_SPOT weight 1 base 0");
    }

    [Test]
    public void Strategy_with_another_weight_fails_with_both()
    {
        var facts = Strategy([new("FARGATE", 1, 2), new("FARGATE_SPOT", 4, 0)]);

        var finding = Judged.By<CapacityProviders>(facts);

        finding.Says(Outcome.Failed, Declared, "FARGATE weight 1 base 2, FARGATE_SPOT weight 4 base 0");
    }

    [Test]
    public void Cluster_without_a_strategy_fails()
    {
        var facts = Strategy([]);

        var finding = Judged.By<CapacityProviders>(facts);

        finding.Says(Outcome.Failed, Declared, "no default strategy");
    }

    [Test]
    public void Strategy_of_a_cluster_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Denied() });

        var finding = Judged.By<CapacityProviders>(facts);

        finding.Says(Outcome.Unknown, Declared, $"could not be read: {Changes.Reason}");
    }

    private static Snapshot Strategy(ImmutableArray<StrategyItemFact> strategy) => GuideFacts.Healthy.InProduction(cluster => cluster with
    {
        Cluster = cluster.Cluster.But(seen => seen with { DefaultStrategy = strategy }),
    });
}
