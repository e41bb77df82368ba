using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Gate;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class ContinuousVerificationGateTests
{
    private static readonly Subject Production = new("prod-cluster", "notification-service");
    private static readonly ContinuousVerificationResult Passed = Judge(Given.Around(101));
    private static readonly ContinuousVerificationResult Failed = Judge(Given.Around(140));
    private static readonly ContinuousVerificationResult Unclear = Judge([]);

    [Test]
    public void A_pass_promotes_and_has_nothing_against_it() =>
        Assert.That(Decide(Passed) is { Kind: DecisionKind.Promote, Against.Length: 0 }, Is.True);

    [TestCase(false, DecisionKind.Hold)]
    [TestCase(true, DecisionKind.RollBack)]
    public void A_failure_holds_or_rolls_back_what_has_moved(bool trafficHasMoved, DecisionKind expected)
    {
        var decision = Decide(Failed, trafficHasMoved: trafficHasMoved);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Kind, Is.EqualTo(expected));
            Assert.That(decision.Reason, Does.Contain("latency is high: shift 40 ms"));
            Assert.That(decision.Against.Single() is { Outcome: Outcome.Failed, Check: ContinuousVerificationGate.Check }, Is.True);
            Assert.That(decision.Against[0].Describe(), Does.Contain("prod-cluster/notification-service").And.Contain("latency no higher than the baseline's"));
        }
    }

    [TestCase(InconclusiveAction.Hold, 0, false, DecisionKind.Hold)]
    [TestCase(InconclusiveAction.Hold, 0, true, DecisionKind.Hold, Description = "what is not known is no reason to roll back")]
    [TestCase(InconclusiveAction.Extend, 0, true, DecisionKind.CannotJudge)]
    [TestCase(InconclusiveAction.Extend, 1, true, DecisionKind.CannotJudge)]
    [TestCase(InconclusiveAction.Extend, 2, true, DecisionKind.Hold)]
    [TestCase(InconclusiveAction.Fail, 0, false, DecisionKind.Hold)]
    [TestCase(InconclusiveAction.Fail, 0, true, DecisionKind.RollBack)]
    public void An_inconclusive_verdict_is_what_the_policy_makes_of_it(InconclusiveAction action, int extensions, bool trafficHasMoved, DecisionKind expected)
    {
        var decision = ContinuousVerificationGate.Decide(Unclear, Production, new InconclusivePolicy { Action = action }, extensions, trafficHasMoved);

        Assert.That(decision.Kind, Is.EqualTo(expected));
        Assert.That(decision.Against.Single().Outcome, Is.EqualTo(Outcome.Unknown));
    }

    [Test]
    public void An_extension_says_how_long_and_which_it_is() =>
        Assert.That(
            ContinuousVerificationGate.Decide(Unclear, Production, new InconclusivePolicy { Action = InconclusiveAction.Extend }, 1, false).Reason,
            Does.StartWith("continuous verification is inconclusive: go on for 5 min (2 of 2): latency has no data"));

    [Test]
    public void Only_a_pass_promotes_whatever_the_policy_and_the_verdict()
    {
        var promoted =
            from verdict in new[] { ContinuousVerificationVerdict.Inconclusive, ContinuousVerificationVerdict.Pass, ContinuousVerificationVerdict.Fail, (ContinuousVerificationVerdict)7 }
            from action in new[] { InconclusiveAction.Hold, InconclusiveAction.Extend, InconclusiveAction.Fail, (InconclusiveAction)7 }
            where ContinuousVerificationGate.Decide(Passed with { Verdict = verdict }, Production, new InconclusivePolicy { Action = action }, 0, false).Kind == DecisionKind.Promote
            select verdict;

        Assert.That(promoted.Distinct(), Is.EqualTo([ContinuousVerificationVerdict.Pass]));
    }

    [TestCase(DecisionKind.Promote, DecisionKind.Promote, DecisionKind.Promote)]
    [TestCase(DecisionKind.Promote, DecisionKind.CannotJudge, DecisionKind.CannotJudge)]
    [TestCase(DecisionKind.CannotJudge, DecisionKind.Hold, DecisionKind.Hold)]
    [TestCase(DecisionKind.RollBack, DecisionKind.Hold, DecisionKind.RollBack)]
    [TestCase(DecisionKind.Promote, (DecisionKind)7, DecisionKind.CannotJudge)]
    public void Joined_with_the_checks_the_gravest_decision_counts(DecisionKind one, DecisionKind other, DecisionKind expected)
    {
        Assert.That(Decisions.Join(Decide(Passed) with { Kind = one }, Decide(Failed) with { Kind = other }).Kind, Is.EqualTo(expected));
        Assert.That(Decisions.Join(Decide(Failed) with { Kind = other }, Decide(Passed) with { Kind = one }).Kind, Is.EqualTo(expected));
    }

    [Test]
    public void Joined_decisions_keep_what_speaks_against_promotion()
    {
        var joined = Decisions.Join(Decide(Passed), Decide(Failed));

        Assert.That(joined.Against, Has.Length.EqualTo(1));
        Assert.That(joined.Reason, Does.StartWith("continuous verification failed").And.Not.Contain("passed"));
    }

    [Test]
    public void Nothing_joined_cannot_be_judged() => Assert.That(Decisions.Join().Kind, Is.EqualTo(DecisionKind.CannotJudge));

    private static Decision Decide(ContinuousVerificationResult result, bool trafficHasMoved = false) =>
        ContinuousVerificationGate.Decide(result, Production, new InconclusivePolicy(), 0, trafficHasMoved);

    private static ContinuousVerificationResult Judge(IEnumerable<double> candidate) =>
        ContinuousVerificationJudge.Judge(Given.Facts(Given.Values(Given.Around(100), candidate)), Given.Settings(Given.Latency));
}
