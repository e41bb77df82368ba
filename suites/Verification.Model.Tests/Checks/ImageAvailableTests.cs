using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class ImageAvailableTests
{
    [Test]
    public void Image_that_the_registry_has_and_the_tasks_run_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(
            Outcome.Passed,
            "in the registry, as the tasks run it",
            "v1.2.3 is sha256:1f3870be274f in the registry and in 3 tasks");
    }

    [Test]
    public void Tag_that_was_moved_fails_with_both_digests()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { Image = common.Image.But(image => image with { Digest = "sha256:aaaabbbbccccdddd" }) });

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(
            Outcome.Failed,
            "in the registry, as the tasks run it",
            "v1.2.3 is sha256:aaaabbbbcccc in the registry, tasks run sha256:1f3870be274f");
    }

    [Test]
    public void Tag_that_the_registry_lacks_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { Image = common.Image.Gone("image notification-service:v1.2.3") });

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(Outcome.Failed, "in the registry, as the tasks run it", "absent: image notification-service:v1.2.3");
    }

    [Test]
    public void Task_on_its_way_without_digest_passes()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { LastStatus = "PENDING", ImageDigest = "" }));

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(
            Outcome.Passed,
            "in the registry, as the tasks run it",
            "v1.2.3 is sha256:1f3870be274f in the registry and in 2 tasks");
    }

    [Test]
    public void Task_of_another_definition_passes_as_it_runs_another_image()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { TaskDefinition = "notification-service-prod:6", ImageDigest = "sha256:aaaa" }));

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(
            Outcome.Passed,
            "in the registry, as the tasks run it",
            "v1.2.3 is sha256:1f3870be274f in the registry and in 2 tasks");
    }

    [Test]
    public void Running_task_that_does_not_tell_its_digest_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(tasks => tasks.But(1, task => task with { ImageDigest = "" }));

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(Outcome.Unknown, "in the registry, as the tasks run it", "prod-task-2 does not tell its digest");
    }

    [Test]
    public void Image_that_no_task_runs_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(_ => []);

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(
            Outcome.Unknown,
            "in the registry, as the tasks run it",
            "v1.2.3 is sha256:1f3870be274f in the registry, no task runs it");
    }

    [Test]
    public void Registry_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Image = common.Image.Denied() });

        var finding = Judged.By<ImageAvailable>(facts);

        finding.Says(Outcome.Unknown, "in the registry, as the tasks run it", $"could not be read: {Changes.Reason}");
    }
}
