using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class SameVersionTests
{
    [Test]
    public void One_version_everywhere_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<SameVersion>(facts);

        finding.Says(Outcome.Passed, "one version in every cluster", "v1.2.3 in prod-cluster, analytics-cluster");
    }

    [Test]
    public void Another_version_in_one_cluster_fails_with_both()
    {
        var facts = GuideFacts.Healthy
            .ProductionVersions(samples => [.. samples.Select(sample => sample with { Answer = new HttpAnswer(200, """{"version":"v1.3.0"}""", "") })]);

        var finding = Judged.By<SameVersion>(facts);

        finding.Says(Outcome.Failed, "one version in every cluster", "v1.3.0 in prod-cluster, v1.2.3 in analytics-cluster");
    }

    [Test]
    public void Another_version_of_one_task_fails_with_both()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, 200, """{"version":"v9.9.9"}""");

        var finding = Judged.By<SameVersion>(facts);

        finding.Says(Outcome.Failed, "one version in every cluster", "v1.2.3 and v9.9.9 in prod-cluster, v1.2.3 in analytics-cluster");
    }

    [Test]
    public void Task_that_does_not_answer_passes_as_the_others_do()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, null, "", "connection refused");

        var finding = Judged.By<SameVersion>(facts);

        finding.Says(Outcome.Passed, "one version in every cluster", "v1.2.3 in prod-cluster, analytics-cluster");
    }

    [Test]
    public void Cluster_of_which_nobody_answers_is_unknown()
    {
        var facts = GuideFacts.Healthy
            .ProductionVersions(samples => [.. samples.Select(sample => sample with { Answer = new HttpAnswer(503, "", "") })]);

        var finding = Judged.By<SameVersion>(facts);

        finding.Says(Outcome.Unknown, "one version in every cluster", "no version from prod-cluster");
    }

    [Test]
    public void Versions_that_could_not_be_asked_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Versions = common.Versions.Denied() });

        var finding = Judged.By<SameVersion>(facts);

        finding.Says(Outcome.Unknown, "one version in every cluster", $"could not be read: {Changes.Reason} (prod-cluster)");
    }
}
