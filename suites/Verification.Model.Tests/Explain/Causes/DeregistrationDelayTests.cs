using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class DeregistrationDelayTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionTargets(targets => [.. targets.Select(target => target with { State = "draining" })]).ProductionTasks(_ => []);

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("deregistration-delay", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("deregistration-delay", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("deregistration-delay", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));
}
