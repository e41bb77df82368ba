using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class SlowAnswersTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("slow-answers", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("slow-answers", Troubles.Snapshot.Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("slow-answers", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));

    [Test]
    public void Is_first_when_clients_wait_in_vain()
    {
        var cause = Explained.First("slow-answers", Broken.ProductionVersion(0, null, "", "no answer within 5 s").ProductionVersion(1, null, "", "The request timed out")
            .Event("(service notification-service) (port 8083) is unhealthy in (target-group g) due to (reason Request timed out)."));

        Assert.That(cause.For.Select(proof => proof.Text), Is.SupersetOf(["10.0.1.15: no answer within 5 s", "10.0.2.15: The request timed out"]));
        Assert.That(cause.For[0].Text, Does.EndWith("due to (reason Request timed out)."));
    }
}
