using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Reports.Promotion;
using Verification.Tests.Model;

namespace Verification.Tests.Reports.Promotion;

public sealed class PromotionReportTests
{
    [Test]
    public void Clusters_stand_side_by_side_with_version_digest_tasks_and_targets()
    {
        var report = GuideRelease.Report(GuideRelease.Bad);

        var production = report.Clusters[0];
        Assert.That((production.Name, production.Region, production.Before, production.Version), Is.EqualTo(("prod-cluster", "us-east-1", "v1.2.2", "v1.2.3")));
        Assert.That((production.Digest, production.TaskDigests), Is.EqualTo((GuideFacts.Digest, $"{GuideFacts.Digest} (3)")));
        Assert.That((production.Tasks, production.Targets), Is.EqualTo(("3 of 3 running", "1 of 3 healthy")));
        Assert.That((production.Answers, production.Traffic), Is.EqualTo(("{\"version\":\"v1.2.3\"} (3)", "notification-prod-tg 100 %")));
        Assert.That(report.Clusters.Select(cluster => cluster.Tasks), Is.EqualTo(["3 of 3 running", "2 of 2 running"]));
    }

    [Test]
    public void What_is_not_known_of_a_cluster_says_so_and_is_no_zero()
    {
        var blind = GuideFacts.Healthy.ProductionDeployment(common => common with { Targets = common.Targets.Denied() });

        var denied = GuideRelease.Report(new ReleaseEvidence { Snapshots = [blind] }).Clusters[0];
        var nothing = GuideRelease.Report(new ReleaseEvidence { Snapshots = [] }).Clusters[0];

        Assert.That(denied.Targets, Does.StartWith("not known: AccessDenied"));
        Assert.That((nothing.Targets, nothing.Version, nothing.TakenAt), Is.EqualTo(("not known: no facts", "not known: no facts", (DateTimeOffset?)null)));
    }

    [TestCase(3, 1, "notification-prod-tg 75 %, other 25 %")]
    [TestCase(0, 0, "every weight is 0")]
    public void Production_rule_is_told_in_shares(int own, int other, string expected)
    {
        var shifted = GuideFacts.Healthy.ProductionRules(observed => observed.But(rules => rules.But(0, rule => rule with
        {
            Forward = [rule.Forward[0] with { Weight = own }, new WeightedTargetGroup("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/other/1", other)],
        })));

        Assert.That(GuideRelease.Report(new ReleaseEvidence { Snapshots = [shifted] }).Clusters[0].Traffic, Is.EqualTo(expected));
    }

    [Test]
    public void Traffic_is_told_in_a_sentence_for_each_cluster()
    {
        Assert.That(GuideRelease.Report(GuideRelease.Good).Traffic, Is.EqualTo(
        [
            new ClusterTraffic("prod-cluster", true, "went from v1.2.2 to v1.2.3; clients sent 15,000 requests and none failed"),
            new ClusterTraffic("analytics-cluster", null, "runs v1.2.3 as at the beginning of the evidence; no clients watched it"),
        ]));
        Assert.That(GuideRelease.Report(GuideRelease.Bad).Traffic[0], Is.EqualTo(
            new ClusterTraffic("prod-cluster", false, "went from v1.2.2 to v1.2.3; 120 of 15,000 requests of clients failed, in 500 ms of downtime")));
    }

    [Test]
    public void Findings_are_those_that_decided_and_all_the_others()
    {
        var report = GuideRelease.Report(GuideRelease.Bad);

        Assert.That(report.Decision.Kind, Is.EqualTo(DecisionKind.RollBack));
        Assert.That(report.Findings.Where(one => one.Finding.Outcome != Outcome.Passed).Select(one => one.Finding), Is.EquivalentTo(report.Decision.Against));
        Assert.That(report.Findings.Select(one => one.Finding.Check), Is.SupersetOf([.. CheckCatalog.All.Select(check => check.Id), LoadJudge.Errors, ContinuousVerificationGate.Check]));
        Assert.That(report.AwsCalls["ecs:DescribeClusters"], Is.EqualTo(4), "of two snapshots together");
    }

    [Test]
    public void Load_and_analysis_that_count_are_the_newest()
    {
        var newer = GuideRelease.Bad.Loads[0] with { TakenAt = GuideRelease.Good.Loads[0].TakenAt.AddSeconds(1) };
        var release = GuideRelease.Good with { Loads = [newer, .. GuideRelease.Good.Loads], Analyses = [GuideRelease.Bad.Analyses[0] with { TakenAt = GuideRelease.Now }, .. GuideRelease.Good.Analyses] };

        var report = GuideRelease.Report(release);

        Assert.That(report.Loads.Select(load => load.Facts.Failed), Is.EqualTo([120]));
        Assert.That(report.Loads[0].Downtimes.Single().Before.Last().Text, Does.Contain("gets 100 %"));
        Assert.That(report.Analyses.Select(analysis => analysis.Result.Verdict), Is.EqualTo([ContinuousVerificationVerdict.Fail]));
        Assert.That(report.Evidence, Has.Length.EqualTo(6));
    }

    [Test]
    public void Variables_are_two_lines_whatever_the_reason_is()
    {
        var lines = OutputVariables.Write(HostileTexts.Report(HostileTexts.Text, findings: 1)).Split('\n');

        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That((lines[0], lines[2]), Is.EqualTo(("VERIFICATION_DECISION=HOLD", "")));
        Assert.That(lines[1], Does.StartWith("VERIFICATION_REASON="));
        Assert.That(OutputVariables.Write(GuideRelease.Report(GuideRelease.Good)), Does.StartWith("VERIFICATION_DECISION=PROMOTE\n"));
        Assert.That(OutputVariables.Write(GuideRelease.Report(GuideRelease.Bad)), Does.StartWith("VERIFICATION_DECISION=ROLL_BACK\n"));
    }
}
