using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class ImageTagTests
{
    [Test]
    public void Expected_tag_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<ImageTag>(facts);

        finding.Says(Outcome.Passed, "tag v1.2.3", "tag v1.2.3");
    }

    [Test]
    public void Other_tag_fails_with_both()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.2.2" });

        var finding = Judged.By<ImageTag>(facts);

        finding.Says(Outcome.Failed, "tag v1.2.3", "tag v1.2.2");
    }

    [Test]
    public void Image_without_tag_fails_as_latest()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Image = "registry:5000/notification-service" });

        var finding = Judged.By<ImageTag>(facts);

        finding.Says(Outcome.Failed, "tag v1.2.3", "tag latest");
    }

    [Test]
    public void Image_by_digest_fails_with_the_digest()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Image = $"registry:5000/notification-service@{GuideFacts.Digest}" });

        var finding = Judged.By<ImageTag>(facts);

        finding.Says(Outcome.Failed, "tag v1.2.3", $"no tag, {GuideFacts.Digest}");
    }

    [Test]
    public void Expected_tag_with_digest_passes()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Image = $"registry:5000/notification-service:v1.2.3@{GuideFacts.Digest}" });

        var finding = Judged.By<ImageTag>(facts);

        finding.Says(Outcome.Passed, "tag v1.2.3", "tag v1.2.3");
    }

    [Test]
    public void Tag_of_a_task_definition_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() });

        var finding = Judged.By<ImageTag>(facts);

        finding.Says(Outcome.Unknown, "tag v1.2.3", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Nothing_is_asked_when_no_tag_is_expected()
    {
        var topology = GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = null } };

        Assert.That(new ImageTag().Subjects(topology), Is.Empty);
    }
}
