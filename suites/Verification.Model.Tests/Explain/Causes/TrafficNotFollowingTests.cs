using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TrafficNotFollowingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionHealth(503, "");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("traffic-not-following", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("elbv2 modify-rule"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("traffic-not-following", Troubles.Snapshot.ProductionHealth(503, "").Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("traffic-not-following", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));

    [Test]
    public void Comes_after_the_application_which_may_have_answered_not_found_itself() => Assert.That(
        Explained.Of(Troubles.Snapshot.ProductionHealth(404, "")).Causes.Select(cause => cause.Id), Is.EqualTo(["application-unhealthy", "traffic-not-following"]));

    [TestCase(502)]
    [TestCase(504)]
    public void Is_first_when_the_load_balancer_answers(int status) => Explained.First("traffic-not-following", Troubles.Snapshot.ProductionHealth(status, ""));

    [Test]
    public void Is_first_when_the_rule_forwards_to_others_as_well() => Explained.First("traffic-not-following", Broken.ProductionRules(rules => rules.But(all => all.But(0, rule => rule with
    {
        Forward = [.. rule.Forward, new(Troubles.StageGroup, 1)],
    }))));

    [Test]
    public void Is_silent_when_one_target_is_ill() =>
        Explained.Silent("traffic-not-following", Broken.ProductionTargets(targets => targets.But(0, target => target with { State = "unhealthy", Reason = "Target.Timeout" })));

    [Test]
    public void Is_silent_when_there_is_no_target() => Explained.Silent("traffic-not-following", Broken.ProductionTargets(_ => []));

    [TestCase(500, "")]
    [TestCase(null, "Connection refused")]
    public void Is_silent_when_one_target_does_not_answer_well(int? status, string trouble) => Explained.Silent("traffic-not-following", Broken.ProductionVersion(0, status, "", trouble));

    [Test]
    public void Is_silent_when_the_service_gets_nothing_of_what_the_rule_forwards() => Explained.Silent("traffic-not-following", Broken.ProductionRules(rules => rules.But(all =>
        all.But(0, rule => rule with { Forward = [rule.Forward[0] with { Weight = 0 }, new(Troubles.StageGroup, 1)] }))));
}
