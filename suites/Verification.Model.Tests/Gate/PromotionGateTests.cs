using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Model.Gate;

namespace Verification.Tests.Model.Gate;

internal sealed class PromotionGateTests
{
    private static readonly DateTimeOffset Now = GuideFacts.Healthy.TakenAt.AddMinutes(5);

    /// <summary>Ten minutes before: production ran another image.</summary>
    private static Snapshot Before => GuideFacts.Healthy.ProductionContainer(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}:v1.2.2" })
        with
    { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-10) };

    private static Snapshot Unwell => GuideFacts.Healthy.ProductionTargets(targets => [.. targets.Select(target => target with { State = "unhealthy" })]);

    [Test]
    public void Fresh_evidence_that_all_is_well_promotes() => Assert.That(Decide(Before, GuideFacts.Healthy).Kind, Is.EqualTo(DecisionKind.Promote));

    [Test]
    public void Failure_where_traffic_has_moved_rolls_back_and_says_from_what_to_what()
    {
        var decision = Decide(Before, Unwell);

        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.RollBack));
        Assert.That(decision.Reason, Does.Contain("prod-cluster moved from v1.2.2 to v1.2.3"));
    }

    [Test]
    public void Failure_where_traffic_has_not_moved_holds() => Assert.That(Decide(GuideFacts.Healthy with { TakenAt = Before.TakenAt }, Unwell).Kind, Is.EqualTo(DecisionKind.Hold));

    [Test]
    public void Failure_in_one_cluster_does_not_roll_back_another_that_has_moved()
    {
        var analytics = GuideFacts.Healthy.InAnalytics(cluster => cluster with
        {
            Common = cluster.Common with { Targets = cluster.Common.Targets.But(targets => [.. targets.Select(target => target with { State = "unhealthy" })]) },
        });

        Assert.That(Decide(Before, analytics).Kind, Is.EqualTo(DecisionKind.Hold));
    }

    [Test]
    public void What_could_not_be_looked_at_is_never_a_reason_to_roll_back()
    {
        var blind = GuideFacts.Healthy.ProductionDeployment(common => common with { Targets = common.Targets.Denied() });

        Assert.That(Decide(Before, blind).Kind, Is.EqualTo(DecisionKind.CannotJudge));
    }

    [TestCase(16, DecisionKind.CannotJudge)]
    [TestCase(14, DecisionKind.Promote)]
    [TestCase(-2, DecisionKind.CannotJudge, Description = "from the future")]
    public void Evidence_is_good_for_a_quarter_of_an_hour(int minutes, DecisionKind expected) =>
        Assert.That(PromotionGate.Decide(GuideTopology.Literal, Policy.Strict, new ReleaseEvidence { Snapshots = [GuideFacts.Healthy] }, GuideFacts.Healthy.TakenAt.AddMinutes(minutes)).Kind, Is.EqualTo(expected));

    [Test]
    public void The_newest_facts_on_each_cluster_count_whichever_snapshot_has_them()
    {
        var production = GuideFacts.Healthy with { Clusters = [GuideFacts.Healthy.Clusters[0]] };
        var analytics = GuideFacts.Healthy with { Clusters = [GuideFacts.Healthy.Clusters[1]], TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(1) };

        Assert.That(Decide(production, analytics).Kind, Is.EqualTo(DecisionKind.Promote));
        Assert.That(Decide(production).Kind, Is.EqualTo(DecisionKind.CannotJudge), "a cluster that nobody looked at blocks");
    }

    [Test]
    public void Without_evidence_and_with_that_of_two_targets_nothing_can_be_judged()
    {
        Assert.That(Decide().Kind, Is.EqualTo(DecisionKind.CannotJudge));
        Assert.That(Decide(Before, GuideFacts.Healthy with { Target = "another" }).Reason, Does.Contain("several targets"));
    }

    [Test]
    public void Check_that_only_warns_decides_nothing_and_is_reported()
    {
        var policy = new Policy { Checks = Weights(("targets-healthy", CheckWeight.Warn)) };
        var unwell = GuideFacts.Healthy.ProductionTargets(targets => targets.But(0, target => target with { State = "unhealthy" }).But(1, target => target with { State = "unhealthy" }));

        var strict = Decide(Before, unwell);
        var lenient = PromotionGate.Decide(GuideTopology.Literal, policy with { Checks = policy.Checks.SetItem("targets-registered", CheckWeight.Shadow) }, new ReleaseEvidence { Snapshots = [Before, unwell] }, Now);

        Assert.That(strict.Kind, Is.EqualTo(DecisionKind.RollBack));
        Assert.That(lenient.Against.Select(finding => finding.Check), Has.None.EqualTo("targets-healthy"));
        Assert.That(lenient.Warnings.Select(finding => finding.Check), Is.EqualTo(["targets-healthy"]));
    }

    [Test]
    public void Weight_that_nobody_knows_blocks() => Assert.That(new Policy { Checks = Weights(("image-tag", (CheckWeight)7)) }.WeightOf("image-tag"), Is.EqualTo(CheckWeight.Block));

    private static ImmutableSortedDictionary<string, CheckWeight> Weights(params (string Check, CheckWeight Weight)[] weights) =>
        weights.ToImmutableSortedDictionary(weight => weight.Check, weight => weight.Weight, StringComparer.Ordinal);

    private static Decision Decide(params ImmutableArray<Snapshot> evidence) => PromotionGate.Decide(GuideTopology.Literal, Policy.Strict, new ReleaseEvidence { Snapshots = evidence }, Now);
}
