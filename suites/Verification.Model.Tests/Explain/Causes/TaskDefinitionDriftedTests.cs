using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TaskDefinitionDriftedTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionDefinition(definition => definition with { Cpu = "1024" });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("task-definition-drifted", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("task-definition-drifted", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("task-definition-drifted", Broken, snapshot => snapshot.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() }));
}
