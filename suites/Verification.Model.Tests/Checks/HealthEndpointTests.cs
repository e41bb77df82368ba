using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class HealthEndpointTests
{
    [Test]
    public void Answer_as_declared_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Passed, "200, status healthy", "200, status healthy");
    }

    [Test]
    public void Lenient_json_passes()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, "\uFEFF{ /* fine */ \"status\": \"healthy\", \"tasks\": 3, }");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Passed, "200, status healthy", "200, status healthy");
    }

    [Test]
    public void Other_status_fails_with_an_excerpt()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(503, "no healthy\nupstream");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "503: no healthy upstream");
    }

    [TestCase(200, 200)]
    [TestCase(201, 199)]
    [TestCase(5000, 199)]
    public void Excerpt_is_of_two_hundred_letters(int letters, int shown) => Assert.That(
        Judged.By<HealthEndpoint>(GuideFacts.Healthy.ProductionHealth(503, new string('x', letters))).Observed,
        Is.EqualTo($"503: {new string('x', shown)}{(letters == shown ? "" : "…")}"));

    [Test]
    public void Other_property_fails_with_both_values()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, """{"status":"degraded"}""");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "200, status degraded");
    }

    [Test]
    public void Missing_property_fails()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, """{"state":"healthy"}""");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "200, no status");
    }

    [Test]
    public void Property_of_another_type_fails()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, """{"status":true}""");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "200, status true");
    }

    [Test]
    public void Body_that_is_not_json_fails_with_an_excerpt()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, new string('x', 500));

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", $"200, not a JSON object: {new string('x', 199)}…");
    }

    [Test]
    public void Body_that_is_json_but_no_object_fails()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, """["healthy"]""");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", $"200, not a JSON object: {"""["healthy"]"""}");
    }

    [Test]
    public void Request_without_answer_fails_with_the_trouble()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(null, "", "connection refused");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "connection refused");
    }

    [Test]
    public void Answer_that_is_too_large_fails_with_the_trouble()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(200, """{"status":"healthy"}""", "the body is larger than 64 KiB");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "the body is larger than 64 KiB");
    }

    [Test]
    public void Answer_of_nothing_fails()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(null, "");

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Failed, "200, status healthy", "no answer");
    }

    [Test]
    public void Any_body_passes_where_none_is_declared()
    {
        var facts = GuideFacts.Healthy.ProductionHealth(204, "");

        var finding = Judged.By<HealthEndpoint>(facts, Judged.Declaring(common => common with { Health = common.Health with { Status = 204, Body = common.Health.Body.Clear() } }));

        finding.Says(Outcome.Passed, "204", "204");
    }

    [Test]
    public void Endpoint_that_could_not_be_asked_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Health = common.Health.Denied() });

        var finding = Judged.By<HealthEndpoint>(facts);

        finding.Says(Outcome.Unknown, "200, status healthy", $"could not be read: {Changes.Reason}");
    }
}
