using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Checks;

internal sealed class VersionEndpointTests
{
    [Test]
    public void Targets_that_all_answer_the_tag_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Passed, "every target answers v1.2.3", "3 of 3 answered v1.2.3");
    }

    [Test]
    public void Target_that_answers_another_version_fails_with_both()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, 200, """{"version":"v9.9.9"}""");

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Failed, "every target answers v1.2.3", "10.0.2.15 answered v9.9.9");
    }

    [Test]
    public void Target_without_answer_fails_with_the_trouble()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, null, "", "connection refused");

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Failed, "every target answers v1.2.3", "10.0.2.15 gave no answer: connection refused");
    }

    [Test]
    public void Target_that_answers_an_error_fails_with_its_status()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, 500, """{"version":"v1.2.3"}""");

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Failed, "every target answers v1.2.3", "10.0.2.15 answered 500");
    }

    [Test]
    public void Target_that_answers_without_the_property_fails()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, 200, """{"build":7}""");

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Failed, "every target answers v1.2.3", $"10.0.2.15 answered without version: {"""{"build":7}"""}");
    }

    [Test]
    public void Target_that_answers_no_json_fails()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, 200, "<html>");

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Failed, "every target answers v1.2.3", "10.0.2.15 answered without version: <html>");
    }

    [Test]
    public void Target_that_was_not_asked_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionVersions(samples => samples.RemoveAt(1));

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Unknown, "every target answers v1.2.3", "10.0.2.15:8083 was not asked");
    }

    [Test]
    public void Wrong_answer_fails_even_when_another_target_was_not_asked()
    {
        var facts = GuideFacts.Healthy.ProductionVersions(samples => [samples[0] with { Answer = new HttpAnswer(404, "", "") }]);

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Failed, "every target answers v1.2.3", "10.0.1.15 answered 404");
    }

    [Test]
    public void Draining_target_that_no_longer_answers_passes()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => targets.But(1, target => target with { State = "draining" }))
            .ProductionVersion(1, null, "", "refused");

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Passed, "every target answers v1.2.3", "2 of 2 answered v1.2.3");
    }

    [Test]
    public void Sample_of_an_address_with_its_port_passes()
    {
        var facts = GuideFacts.Healthy
            .ProductionVersions(samples => samples.But(1, sample => sample with { From = "10.0.2.15:8083" }));

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Passed, "every target answers v1.2.3", "3 of 3 answered v1.2.3");
    }

    [Test]
    public void Group_without_targets_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTargets(_ => []).ProductionVersions(_ => []);

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Unknown, "every target answers v1.2.3", "nobody was asked");
    }

    [Test]
    public void Image_without_tag_is_unknown()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Image = $"registry:5000/notification-service@{GuideFacts.Digest}" });

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(
            Outcome.Unknown,
            "every target answers the image's tag",
            "the image is given by digest, so it has no tag to compare with");
    }

    [Test]
    public void Versions_that_could_not_be_asked_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Versions = common.Versions.Denied() });

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Unknown, "every target answers the image's tag", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Targets_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Targets = common.Targets.Denied() });

        var finding = Judged.By<VersionEndpoint>(facts);

        finding.Says(Outcome.Unknown, "every target answers the image's tag", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Load_balancer_that_answers_the_tag_passes_whatever_the_targets_are()
    {
        var facts = GuideFacts.Healthy
            .ProductionVersions(samples => [samples[0] with { From = "prod-alb" }])
            .ProductionDeployment(common => common with { Targets = common.Targets.Denied() });

        var finding = Judged.By<VersionEndpoint>(facts, Sampling(VersionSampling.LoadBalancer));

        finding.Says(Outcome.Passed, "every answer is v1.2.3", "1 of 1 answered v1.2.3");
    }

    [Test]
    public void Load_balancer_that_was_not_asked_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionVersions(_ => []);

        var finding = Judged.By<VersionEndpoint>(facts, Sampling(VersionSampling.LoadBalancer));

        finding.Says(Outcome.Unknown, "every answer is v1.2.3", "nobody was asked");
    }

    [Test]
    public void Sampling_that_is_not_declared_is_unknown()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<VersionEndpoint>(facts, Sampling(VersionSampling.Unknown));

        finding.Says(Outcome.Unknown, "the image's tag", "the topology does not declare whom to ask");
    }

    private static Topology Sampling(VersionSampling sampling) =>
        Judged.Declaring(common => common with { Version = common.Version with { Sampling = sampling } });
}
