using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ImageMissingTests
{
    private const string Image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/notification-service:v1.2.3";

    private static Snapshot Broken => Troubles.Snapshot
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone($"image {Image}") } })
        .AnalyticsTrouble(trouble => trouble with { Images = trouble.Images.But(images => images.But(1, image => image with { Digest = "" })) });

    [Test]
    public void Is_first_and_is_copied_from_where_it_was_pushed()
    {
        var cause = Explained.First("image-missing", Broken);

        Assert.That(cause.Title, Is.EqualTo($"The image {Image} is not in the registry of us-west-2."));
        Assert.That(cause.Mend.Single(), Is.EqualTo(
            "aws ecr put-image --repository-name notification-service --image-tag v1.2.3 --image-manifest \"$(aws ecr batch-get-image --repository-name notification-service"
            + " --image-ids imageTag=v1.2.3 --query 'images[0].imageManifest' --output text --region us-east-1)\" --region us-west-2"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_first_when_tasks_cannot_pull_it_and_nobody_has_it()
    {
        var cause = Explained.First("image-missing", Troubles.Snapshot.Stopped(
            "TaskFailedToStart", "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref r/notification-service:v9: r/notification-service:v9: not found"));

        Assert.That(cause.Title, Does.Contain("r/notification-service:v9"));
        Assert.That((cause.Mend.Length, cause.Remedy), Is.EqualTo((0, "Build and push the tag, or deploy one that is there.")));
    }

    [Test]
    public void Is_first_although_the_service_that_wanted_it_was_deleted()
    {
        var expected = GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v9" } };
        var pull = Troubles.Task("TaskFailedToStart", "CannotPullContainerError: failed to resolve ref r/notification-service:v9: r/notification-service:v9: not found", null, "", null);
        var deleted = Troubles.Snapshot.Trouble(trouble => trouble with
        {
            StoppedTasks = trouble.StoppedTasks.But(_ => [pull with { StartedBy = "ecs-svc/gone", TaskDefinition = pull.TaskDefinition.Replace(":7", ":8", StringComparison.Ordinal) }]),
        });

        Explained.First("image-missing", deleted, expected);
    }

    [Test]
    public void Is_silent_when_the_image_is_there() => Explained.Silent("image-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_the_registry_is_unread() => Explained.SilentUnread(
        "image-missing", Broken, snapshot => snapshot.InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Denied() } }));

    [Test]
    public void Is_first_and_deployed_again_when_the_tag_has_come_since_to_where_it_is_pushed()
    {
        const string Ref = "123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.2.3";
        var cause = Explained.First("image-missing", Troubles.Snapshot.Stopped("TaskFailedToStart", $"CannotPullContainerError: failed to resolve ref {Ref}: {Ref}: not found"));

        Assert.That(cause.Against.Single().Text, Is.EqualTo($"us-east-1 has the tag v1.2.3 now: {GuideFacts.Digest}"));
        Assert.That(cause.Remedy, Is.EqualTo("Deploy again: the tag has come since."));
        Assert.That(cause.Mend.Single(), Does.Contain("--force-new-deployment"));
        Assert.That(cause.IsMendSafe, Is.True);
    }
}
