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
}
