using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ImagePushedBeforeRuleTests
{
    private static Snapshot Broken => Troubles.Snapshot
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } })
        .AnalyticsTrouble(trouble => trouble with
        {
            Images = trouble.Images.But(images => images.But(1, image => image with { Digest = "" })),
            ReplicationStatus = trouble.ReplicationStatus.But(all => []),
        });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("image-pushed-before-rule", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("aws ecr put-image --repository-name notification-service --image-tag v1.2.3 --image-manifest \"$(aws ecr batch-get-image"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_the_registry_says_it_was_copied() => Explained.Silent("image-pushed-before-rule", Troubles.Snapshot
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } })
        .AnalyticsTrouble(trouble => trouble with
        {
            Images = trouble.Images.But(images => images.But(1, image => image with { Digest = "" })),
            ReplicationStatus = trouble.ReplicationStatus.But(all => all),
        }));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("image-pushed-before-rule", Broken, snapshot => snapshot.AnalyticsTrouble(trouble => trouble with { ReplicationStatus = trouble.ReplicationStatus.Denied() }));
}
