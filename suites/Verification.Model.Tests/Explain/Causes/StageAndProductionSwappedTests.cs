using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class StageAndProductionSwappedTests
{
    private static Snapshot Broken => Troubles.Snapshot
        .Trouble(trouble => trouble with
        {
            Rules = trouble.Rules.But(rules => rules.But(0, rule => rule with { Forward = [new(Troubles.StageGroup, 1)] })
                .Add(rules[0] with { Arn = "arn:stage-rule", ListenerPort = 8080, Forward = rules[0].Forward })),
        })
        .ProductionRules(rules => rules.But(all => all.But(0, rule => rule with { Forward = [new(Troubles.StageGroup, 1)] })));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("stage-and-production-swapped", Broken, Troubles.Staged);

        Assert.That(cause.Mend, Has.Some.Contains("--rule-arn arn:stage-rule"));
        Assert.That(cause.Mend, Has.Some.Contains("targetgroup/notification-prod-tg/"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("stage-and-production-swapped", Troubles.Snapshot.Lacking(), Troubles.Staged);

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("stage-and-production-swapped", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Rules = trouble.Rules.Denied() }), Troubles.Staged);

    [Test]
    public void Is_first_when_one_of_the_targets_behind_stage_serves() => Explained.First(
        "stage-and-production-swapped", Broken.ProductionGroup(group => group with { Targets = group.Targets.But(targets => targets.But(0, target => target with { State = "unhealthy" })) }), Troubles.Staged);

    [TestCase("unhealthy", "Target.Timeout")]
    [TestCase("draining", "Target.DeregistrationInProgress")]
    [TestCase("unhealthy.draining", "Target.DeregistrationInProgress")]
    public void Is_silent_when_nobody_serves_behind_stage_either(string state, string reason) => Explained.Silent("stage-and-production-swapped", Broken.Targets(state, reason), Troubles.Staged);

    [Test]
    public void Is_silent_when_both_rules_forward_to_the_same_group() => Explained.Silent("stage-and-production-swapped", Broken.Trouble(trouble => trouble with
    {
        Rules = trouble.Rules.But(rules => [.. rules.Select(rule => rule.Arn == "arn:stage-rule" ? rule with { Forward = [new(Troubles.StageGroup, 1)] } : rule)]),
    }), Troubles.Staged);

    [TestCase(0)]
    [TestCase(1)]
    public void Is_silent_when_one_of_the_groups_is_not_known(int group) =>
        Explained.Silent("stage-and-production-swapped", Broken.Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.But(groups => groups.RemoveAt(group)) }), Troubles.Staged);

    [Test]
    public void Is_silent_when_the_targets_behind_production_are_unread() => Explained.Silent("stage-and-production-swapped", Broken.Trouble(trouble => trouble with
    {
        TargetGroups = trouble.TargetGroups.But(groups => groups.But(1, group => group with { Targets = group.Targets.Denied() })),
    }), Troubles.Staged);

    [Test]
    public void Is_silent_when_somebody_serves_behind_production() => Explained.Silent("stage-and-production-swapped", Broken.Trouble(trouble => trouble with
    {
        TargetGroups = trouble.TargetGroups.But(groups => groups.But(1, group => group with
        {
            Targets = groups[0].Targets.But(targets => targets.But(0, target => target with { State = "unhealthy" })),
        })),
    }), Troubles.Staged);
}
