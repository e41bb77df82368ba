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
    public void Counts_no_task_that_has_no_address_yet() => Assert.That(
        Explained.Of(Broken.ProductionTasks(tasks => tasks.But(1, task => task with { PrivateAddress = "" }))).Causes.Single(cause => cause.Id == "targets-deregistered").Title,
        Is.EqualTo("1 of 3 tasks are not in the target group notification-prod-tg."));
}
