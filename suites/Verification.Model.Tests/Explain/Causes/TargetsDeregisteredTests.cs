using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TargetsDeregisteredTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionTargets(targets => targets.RemoveAt(0));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("targets-deregistered", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("elbv2 register-targets --target-group-arn "));
        Assert.That(cause.Mend, Has.Some.Contains("--targets Id=10.0.1.15,Port=8083"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("targets-deregistered", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("targets-deregistered", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));

    [Test]
    public void Is_silent_about_a_task_that_has_no_address_yet() =>
        Explained.Silent("targets-deregistered", Broken.Lacking().ProductionTasks(tasks => tasks.But(0, task => task with { PrivateAddress = "" })));
}
