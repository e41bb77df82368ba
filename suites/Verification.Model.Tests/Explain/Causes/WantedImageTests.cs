using NUnit.Framework;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class WantedImageTests
{
    private const string NotFound = "CannotPullContainerError: failed to resolve ref r/notification-service:v9: r/notification-service:v9: not found";

    [TestCase(NotFound, true)]
    [TestCase("CannotPullContainerError: failed to resolve ref r/notification-service:v9: dial tcp: i/o timeout", false)]
    [TestCase("ResourceInitializationError: failed to resolve ref r/notification-service:v9: not found", false)]
    public void Image_is_missing_when_a_pull_did_not_find_it(string reason, bool isMissing) =>
        Assert.That(Explained.Of(Pulled(reason)).Causes.Any(cause => cause.Id == "image-missing"), Is.EqualTo(isMissing));

    [Test]
    public void Image_of_a_pull_is_said_rather_than_that_of_what_serves_which_is_missing_as_well()
    {
        var cause = Missing(Pulled(NotFound).ProductionDeployment(common => common with { Image = common.Image.Gone("image") }));

        Assert.That(cause.Title, Is.EqualTo("The image r/notification-service:v9 is not in the registry of us-east-1."));
        Assert.That(cause.For.Select(proof => proof.Text), Has.Exactly(2).Items.And.Some.EqualTo("us-east-1 has no 123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.2.3"));
    }

    [TestCase("us-east-1", "v9", "", true)]
    [TestCase("us-west-2", "v9", "", false)]
    [TestCase("us-east-1", "v8", "", false)]
    [TestCase("us-east-1", "v9", "sha256:99", false)]
    public void Registry_shows_that_the_region_has_no_such_tag(string region, string tag, string digest, bool shows)
    {
        var cause = Missing(Pulled(NotFound).Trouble(trouble => trouble with { Images = trouble.Images.But(_ => [new RegistryImageFact(region, tag, digest, null)]) }));

        Assert.That(cause.For.Select(proof => proof.Text), shows ? Has.Some.EqualTo("us-east-1 has no tag v9") : Has.None.EqualTo("us-east-1 has no tag v9"));
    }

    [Test]
    public void Image_that_is_not_where_it_was_pushed_to_either_is_built_again() => Assert.That(
        Missing(Troubles.Snapshot
            .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } })
            .AnalyticsTrouble(trouble => trouble with { Images = trouble.Images.But(images => [.. images.Select(image => image with { Digest = "" })]) })).Remedy,
        Is.EqualTo("Build and push the tag, or deploy one that is there."));

    private static Cause Missing(Snapshot snapshot) => Explained.Of(snapshot).Causes.Single(cause => cause.Id == "image-missing");

    private static Snapshot Pulled(string reason) => Troubles.Snapshot.Stopped("TaskFailedToStart", reason);
}
