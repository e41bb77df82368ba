using NUnit.Framework;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class WrongVersionTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionVersion(0, 200, """{"version":"v9.9.9"}""");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("wrong-version", Broken);

        Assert.That(cause.Title, Is.EqualTo("The image has the tag v1.2.3, and 1 of 3 answers say otherwise."));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("wrong-version", Troubles.Snapshot.ProductionVersion(0, 500, ""));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("wrong-version", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Versions = common.Versions.Denied() }));

    [Test]
    public void Comes_after_tasks_of_another_revision_which_may_be_those_that_answer()
    {
        var explanation = Explained.Of(Broken.ProductionTasks(tasks => tasks.But(0, task => task with { TaskDefinition = task.TaskDefinition.Replace(":7", ":6", StringComparison.Ordinal) })));

        var cause = explanation.Causes.Single(cause => cause.Id == "wrong-version");
        Assert.That((explanation.First!.Id, cause.Certainty, cause.Against.Single().Text), Is.EqualTo(("tasks-outdated", Certainty.Possible, "task prod-task-1 runs notification-service-prod:6")));
    }
}
