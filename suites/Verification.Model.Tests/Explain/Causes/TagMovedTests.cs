using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TagMovedTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionDeployment(common => common with { Image = common.Image.But(image => image with { Digest = "sha256:2222222222222222" }) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("tag-moved", Broken);

        Assert.That(cause.Title, Is.EqualTo("The tag v1.2.3 is sha256:222222222222 in the registry of us-east-1 now, and tasks run sha256:1f3870be274f."));
        Assert.That(cause.Mend, Has.Some.Contains($"--image-ids imageDigest={GuideFacts.Digest}"));
        Assert.That(cause.Mend, Has.Some.Contains("--image-tag v1.2.3"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("tag-moved", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("tag-moved", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Image = common.Image.Denied() }));

    [Test]
    public void Is_first_and_names_all_that_tasks_run()
    {
        const string Third = "sha256:3333333333333333";
        var cause = Explained.First("tag-moved", Broken.ProductionTasks(tasks => tasks.But(1, task => task with { ImageDigest = Third })));

        Assert.That(cause.For[1].Text, Is.EqualTo($"tasks run {GuideFacts.Digest} and {Third}"));
    }

    [TestCase("", "notification-service-prod:7")]
    [TestCase("sha256:4444444444444444", "notification-service-prod:6")]
    public void Is_silent_about_a_task_without_a_digest_or_of_another_revision(string digest, string definition) => Explained.Silent("tag-moved", Troubles.Snapshot.ProductionTasks(tasks =>
        tasks.But(0, task => task with { ImageDigest = digest, TaskDefinition = task.TaskDefinition.Replace("notification-service-prod:7", definition, StringComparison.Ordinal) })));
}
