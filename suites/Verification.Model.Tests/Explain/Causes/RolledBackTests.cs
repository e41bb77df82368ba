using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RolledBackTests
{
    private static Snapshot Broken => Troubles.Snapshot.Trouble(trouble => trouble with { Deployments = trouble.Deployments.But(_ => [Troubles.Deployment("ROLLBACK_SUCCESSFUL", "notification-service-prod:8") with { RollbackReason = "Service deployment rolled back because the circuit breaker threshold was exceeded." }]) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("rolled-back", Broken, GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } });

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("rolled-back", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("rolled-back", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Deployments = trouble.Deployments.Denied() }), GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } });

    [Test]
    public void Comes_after_what_made_it_roll_back()
    {
        var causes = Explained.Of(Broken.Stopped("EssentialContainerExited", "Essential container in task exited", 1)).Causes;

        Assert.That(causes[0].Id, Is.EqualTo("crash-on-start"));
    }

    [Test]
    public void Is_first_while_it_is_rolled_back_in_the_words_of_its_status_and_with_the_newest_task_that_stopped()
    {
        var started = Troubles.Deployment("ROLLBACK_IN_PROGRESS", "notification-service-prod:8") with { StatusReason = "Service deployment is being rolled back.", FinishedAt = null };
        var task = Troubles.Task("Other", "Scaling activity initiated by deployment", null, "", null);
        var cause = Explained.First(
            "rolled-back",
            Troubles.Snapshot.Trouble(trouble => trouble with
            {
                Deployments = trouble.Deployments.But(_ => [started]),
                StoppedTasks = trouble.StoppedTasks.But(_ => [task with { StoppedReason = "the newer" }, task with { StoppedReason = "the older" }]),
            }),
            GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } });

        Assert.That(cause.For.Select(proof => (proof.Text.Split(", ")[^1], proof.At)), Is.EqualTo([("Service deployment is being rolled back.", started.StartedAt), ("the newer", task.StoppedAt)]));
    }
}
