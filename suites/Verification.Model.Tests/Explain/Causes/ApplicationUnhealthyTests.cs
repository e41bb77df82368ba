using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ApplicationUnhealthyTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [503]");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("application-unhealthy", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_nothing_answers() => Explained.Silent("application-unhealthy", Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("application-unhealthy", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));

    [Test]
    public void Is_first_when_it_says_in_its_answer_that_it_is_not_well() =>
        Assert.That(Explained.First("application-unhealthy", Troubles.Snapshot.ProductionHealth(200, """{"status":"degraded"}""")).For[0].Text, Does.StartWith("/health answers 200: "));
}
