using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Tests.Model.Load;

namespace Verification.Tests.Model.Gate;

internal sealed class LoadFindingsTests
{
    private static readonly DateTimeOffset Now = GuideLoad.Evidence.TakenAt.AddMinutes(1);
    private static readonly LoadFacts Failing = GuideLoad.Facts with { Failed = 1000, Errors = GuideLoad.Facts.Errors.Add(LoadErrorKind.Reset, 1000) };

    private static Snapshot Before => GuideFacts.Healthy.ProductionContainer(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}:v1.2.2" })
        with
    { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-10) };

    [Test]
    public void Load_that_shows_nothing_wrong_promotes() => Assert.That(Decide(GuideLoad.Evidence).Kind, Is.EqualTo(DecisionKind.Promote));

    [Test]
    public void Load_that_fails_where_traffic_has_moved_rolls_back_and_names_the_scenario()
    {
        var decision = Decide(GuideLoad.Evidence with { Facts = Failing });

        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.RollBack));
        Assert.That(decision.Against.Select(finding => (finding.Check, finding.Title)), Is.EqualTo([(LoadJudge.Errors, "error rate under load (health)")]));
    }

    [Test]
    public void Later_run_of_a_scenario_takes_the_place_of_an_earlier_one()
    {
        var failed = GuideLoad.Evidence with { Facts = Failing, TakenAt = GuideLoad.Evidence.TakenAt.AddSeconds(-30) };

        Assert.That(Decide(failed, GuideLoad.Evidence).Kind, Is.EqualTo(DecisionKind.Promote));
        Assert.That(Decide(failed with { Scenario = "swap" }, GuideLoad.Evidence).Kind, Is.EqualTo(DecisionKind.RollBack));
    }

    [Test]
    public void Load_on_the_version_before_does_not_speak_for_the_new_one()
    {
        var old = GuideLoad.Evidence with { Facts = GuideLoad.Facts with { Versions = [GuideLoad.Facts.Versions[0] with { Version = "v1.2.2" }] } };

        Assert.That(Decide(old).Against.Select(finding => (finding.Check, finding.Outcome)), Is.EqualTo([(LoadFindings.Version, Outcome.Unknown)]));
    }

    [Test]
    public void Load_without_versions_counts_only_between_looks_that_show_one_image()
    {
        var silent = GuideLoad.Evidence with { Facts = GuideLoad.Facts with { Versions = [] } };
        var tooEarly = silent with { Facts = silent.Facts with { StartedAt = GuideFacts.Healthy.TakenAt.AddSeconds(-1) } };

        Assert.That(Decide(silent).Kind, Is.EqualTo(DecisionKind.Promote));
        Assert.That(Decide(tooEarly).Against.Select(finding => (finding.Check, finding.Outcome)), Is.EqualTo([(LoadFindings.Version, Outcome.Unknown)]));
    }

    [Test]
    public void Load_that_is_too_old_cannot_be_judged()
    {
        var old = GuideLoad.Evidence with { TakenAt = Now.AddMinutes(-16) };

        Assert.That(Decide(old).Against.Select(finding => (finding.Check, finding.Outcome)), Is.EqualTo([(LoadFindings.Present, Outcome.Unknown)]));
    }

    [Test]
    public void Policy_that_requires_load_cannot_judge_a_cluster_without_it()
    {
        var policy = Policy.Strict with { Load = new LoadPolicy { Required = true } };
        var evidence = new ReleaseEvidence { Snapshots = [Before, GuideFacts.Healthy], Loads = [GuideLoad.Evidence] };

        var decision = PromotionGate.Decide(GuideTopology.Literal, policy, evidence, Now);

        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.CannotJudge));
        Assert.That(decision.Against.Select(finding => (finding.Check, finding.Subject.Cluster)), Is.EqualTo([(LoadFindings.Present, "analytics-cluster")]));
    }

    [Test]
    public void Load_on_another_target_is_not_taken_for_this_one() => Assert.That(Decide(GuideLoad.Evidence with { Target = "elsewhere" }).Kind, Is.EqualTo(DecisionKind.CannotJudge));

    private static Decision Decide(params ImmutableArray<LoadEvidence> loads) =>
        PromotionGate.Decide(GuideTopology.Literal, Policy.Strict, new ReleaseEvidence { Snapshots = [Before, GuideFacts.Healthy], Loads = loads }, Now);
}
