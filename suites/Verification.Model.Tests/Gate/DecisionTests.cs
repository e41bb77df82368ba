using System.Collections.Immutable;
using CsCheck;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Tests.Model.Gate;

internal sealed class DecisionTests
{
    private static ImmutableArray<Finding> AllPassed => CheckCatalog.Judge(GuideTopology.Literal, GuideFacts.Healthy);

    [Test]
    public void Passed_checks_promote()
    {
        var decision = Of(AllPassed);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Kind, Is.EqualTo(DecisionKind.Promote));
            Assert.That(decision.Reason, Is.EqualTo($"all {AllPassed.Length} checks passed"));
            Assert.That(decision.Against, Is.Empty);
            Assert.That(decision.Missing, Is.Empty);
        }
    }

    [Test]
    public void Failed_check_holds_and_comes_before_what_is_unknown()
    {
        var decision = Of(AllPassed.But(0, Outcome.Unknown).But(5, Outcome.Failed).RemoveAt(7));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Kind, Is.EqualTo(DecisionKind.Hold));
            Assert.That(decision.Reason, Is.EqualTo("1 check failed, 1 check could not be judged, 1 check said nothing"));
            Assert.That(decision.Against.Select(finding => finding.Outcome), Is.EqualTo([Outcome.Failed, Outcome.Unknown]));
        }
    }

    [Test]
    public void Unknown_check_cannot_be_judged()
    {
        var decision = Of(AllPassed.But(3, Outcome.Unknown).But(4, Outcome.Unknown));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Kind, Is.EqualTo(DecisionKind.CannotJudge));
            Assert.That(decision.Reason, Is.EqualTo("2 checks could not be judged"));
        }
    }

    [Test]
    public void Missing_finding_cannot_be_judged_and_is_named()
    {
        var decision = Of(AllPassed.RemoveAt(0));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Kind, Is.EqualTo(DecisionKind.CannotJudge));
            Assert.That(decision.Reason, Is.EqualTo("1 check said nothing"));
            Assert.That(decision.Missing, Is.EqualTo(["cluster-active prod-cluster"]));
        }
    }

    [Test]
    public void Finding_of_one_cluster_does_not_stand_for_another()
    {
        var decision = Of([.. AllPassed.Select(finding => finding with { Subject = finding.Subject with { Cluster = "prod-cluster" } })]);

        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.CannotJudge));
    }

    [Test]
    public void Finding_that_was_not_asked_for_counts_when_it_fails()
    {
        var decision = Of(AllPassed.Add(AllPassed[0] with { Check = "something-else", Outcome = Outcome.Failed }));

        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.Hold));
    }

    [Test]
    public void Second_finding_on_the_same_does_not_outweigh_a_failed_one()
    {
        var decision = Of(AllPassed.Add(AllPassed[0] with { Outcome = Outcome.Failed }));

        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.Hold));
    }

    [Test]
    public void Without_checks_nothing_can_be_judged()
    {
        var decision = Decision.Of(GuideTopology.Literal, [], AllPassed);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Kind, Is.EqualTo(DecisionKind.CannotJudge));
            Assert.That(decision.Reason, Is.EqualTo("no check was asked for"));
        }
    }

    [Test]
    public void Findings_that_were_never_filled_in_cannot_be_judged() => Assert.That(Of(default).Kind, Is.EqualTo(DecisionKind.CannotJudge));

    [Test]
    public void Default_values_never_promote()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(default(DecisionKind), Is.Not.EqualTo(DecisionKind.Promote));
            Assert.That(default(Outcome), Is.Not.EqualTo(Outcome.Passed));
            Assert.That(Of([.. AllPassed.Select(finding => finding with { Outcome = default })]).Kind, Is.EqualTo(DecisionKind.CannotJudge));
        }
    }

    [Test]
    public void Findings_of_which_one_has_not_passed_or_is_missing_never_promote()
    {
        // Beyond the enum as well: a value that nobody knows must not pass.
        var outcome = Gen.OneOf(Outcome.Unknown, Outcome.Passed, Outcome.Failed, (Outcome)7);
        var change = Gen.Select(Gen.Int[0, AllPassed.Length - 1], Gen.Bool, outcome);

        change.Array[1, 5].Sample(changes =>
        {
            var findings = AllPassed.ToDictionary(finding => (finding.Check, finding.Subject));
            foreach (var (index, remove, now) in changes)
            {
                var key = (AllPassed[index].Check, AllPassed[index].Subject);
                if (remove)
                {
                    findings.Remove(key);
                }
                else
                {
                    findings[key] = AllPassed[index] with { Outcome = now };
                }
            }

            var allPassed = findings.Count == AllPassed.Length && findings.Values.All(finding => finding.Outcome == Outcome.Passed);
            return (Of([.. findings.Values]).Kind == DecisionKind.Promote) == allPassed;
        });
    }

    private static Decision Of(ImmutableArray<Finding> findings) => Decision.Of(GuideTopology.Literal, CheckCatalog.All, findings);
}

file static class Outcomes
{
    public static ImmutableArray<Finding> But(this ImmutableArray<Finding> findings, int index, Outcome outcome) =>
        findings.SetItem(index, findings[index] with { Outcome = outcome });
}
