using CsCheck;
using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Model.Gate;

namespace Verification.Tests.Model.Gate;

/// <summary>What holds of any evidence: knowing less never promotes, and neither does telling it in another order.</summary>
internal sealed class GatePropertyTests
{
    private static readonly DateTimeOffset Now = GuideFacts.Healthy.TakenAt.AddMinutes(5);

    [Test]
    public void Every_trouble_keeps_the_gate_shut() =>
        Assert.That(Troubles.All.Where(trouble => Promotes(trouble.Snapshot)).Select(trouble => trouble.Name), Is.Empty);

    [Test]
    public void Fact_that_becomes_unavailable_never_opens_the_gate() => Gen.Select(Trouble, Gen.Int).Sample((trouble, seed) =>
    {
        var paths = Rewritten.Observations(trouble.Snapshot);
        var lots = new Random(seed);
        var lost = paths.Where(_ => lots.Next(paths.Count) < 2).ToHashSet(StringComparer.Ordinal);
        return !Promotes(Rewritten.Observations(trouble.Snapshot, lost, Rewritten.Unavailable));
    });

    [Test]
    public void Fact_that_is_absent_instead_never_opens_the_gate() => Gen.Select(Trouble, Gen.Int).Sample((trouble, seed) =>
    {
        var paths = Rewritten.Observations(trouble.Snapshot);
        var lost = new HashSet<string>(StringComparer.Ordinal) { paths[new Random(seed).Next(paths.Count)] };
        return !Promotes(Rewritten.Observations(trouble.Snapshot, lost, Rewritten.Absent));
    });

    [Test]
    [Category("Exhaustive")]
    public void Thing_that_is_left_out_never_opens_the_gate()
    {
        // Every item of every list of facts, one at a time: the failing task, target, rule, service or cluster is among them.
        var opened = from trouble in Troubles.All
                     from item in Rewritten.Items(trouble.Snapshot)
                     where Promotes(Rewritten.Without(trouble.Snapshot, item))
                     select $"{trouble.Name} without {item}";

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Order_in_which_facts_are_listed_decides_nothing() => Gen.Select(Trouble, Gen.Int).Sample((trouble, seed) =>
        Decide(Rewritten.Shuffled(trouble.Snapshot, new Random(seed))).Kind == Decide(trouble.Snapshot).Kind
        && Promotes(Rewritten.Shuffled(GuideFacts.Healthy, new Random(seed))));

    [Test]
    public void Order_in_which_evidence_was_left_decides_nothing() => Gen.Select(Trouble, Gen.Int).Sample((trouble, seed) =>
    {
        Snapshot[] evidence =
        [
            GuideFacts.Healthy with { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-10) },
            trouble.Snapshot,
            GuideFacts.Healthy with { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-5), Clusters = [GuideFacts.Healthy.Clusters[1]] },
        ];
        var expected = Decide(evidence);
        new Random(seed).Shuffle(evidence);
        var found = Decide(evidence);
        return found.Kind == expected.Kind && found.Reason == expected.Reason;
    });

    private static Gen<(string Name, Snapshot Snapshot)> Trouble => Gen.Int[0, Troubles.All.Length - 1].Select(index => Troubles.All[index]);

    private static bool Promotes(Snapshot snapshot) => Decide(snapshot).Kind == DecisionKind.Promote;

    private static Decision Decide(params Snapshot[] snapshots) =>
        PromotionGate.Decide(GuideTopology.Literal, Policy.Strict, new ReleaseEvidence { Snapshots = [.. snapshots] }, Now);
}
