using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class DeadPortTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("dead-port", Broken);

        Assert.That(cause.Title, Is.EqualTo("The application runs, and does not listen on port 8083."));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("dead-port", Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("dead-port", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));

    [Test]
    public void Is_first_when_those_that_are_asked_for_their_version_refuse() => Explained.First("dead-port", Troubles.Snapshot
        .ProductionVersion(0, null, "", "Connection refused (10.0.1.15:8083)")
        .ProductionVersion(1, 502, "proxy: Connection refused")
        .ProductionVersion(2, null, "", "Connection refused (10.0.3.15:8083)"));

    [TestCase(null, "", "Connection refused (10.0.1.15:8083)", true)]
    [TestCase(null, "", "no answer within 5 s", false)]
    [TestCase(null, "", "The operation Timed Out", false)]
    [TestCase(null, "", "", false)]
    [TestCase(502, "proxy: connection refused", "", true)]
    [TestCase(502, "Bad Gateway", "", false)]
    [TestCase(500, "database: connection refused", "", false)]
    public void Is_found_by_an_answer_that_says_that_nobody_listens(int? status, string body, string trouble, bool isFound) => Assert.That(
        Explained.Of(Troubles.Snapshot.ProductionVersion(0, status, body, trouble)).Causes.Any(cause => cause.Id == "dead-port"), Is.EqualTo(isFound));

    [Test]
    public void Is_first_when_only_a_step_of_the_pipeline_has_seen_it()
    {
        var cause = Explained.First("dead-port", Troubles.Snapshot.Lacking().Harness(connected: true, "green: expected 3 healthy targets, found Target.FailedHealthChecks: Health checks failed"));

        Assert.That(cause.For.Single().Text, Is.EqualTo("Target.FailedHealthChecks: Health checks failed"));
    }

    [Test]
    public void Is_silent_when_a_step_of_the_pipeline_says_something_else() => Explained.Silent("dead-port", Troubles.Snapshot.Lacking().Harness(connected: true, "green: the approval was refused"));

    [Test]
    public void Speaks_against_itself_when_the_container_maps_other_ports() => Assert.That(
        Explained.Of(Broken.ProductionContainer(container => container with { Ports = [9090, 9091] })).Causes.Single(cause => cause.Id == "dead-port").Against.Single().Text,
        Is.EqualTo("the container maps 9090, 9091"));
}
