using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Ecr;

internal sealed class EcrPushTests
{
    [Test]
    public void The_digest_is_that_of_the_manifest_as_it_was_sent()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);

        var digest = ecr.Push("api", "one", "v1", ecr.East);

        Assert.That(digest, Is.EqualTo(EcrCaller.DigestOf(EcrCaller.ManifestOf("one"))));
        var image = ecr.Images.BatchGetImage(Get("api", new ImageIdentifier { ImageTag = "v1" }), ecr.East).Images.Single();
        Assert.That(image.ImageManifest, Is.EqualTo(EcrCaller.ManifestOf("one")));
        Assert.That(image.ImageId.ImageDigest, Is.EqualTo(digest));
    }

    [Test]
    public void A_tag_moves_to_the_image_that_was_pushed_last()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        var first = ecr.Push("api", "one", "latest", ecr.East);

        var second = ecr.Push("api", "two", "latest", ecr.East);

        var details = ecr.Images.DescribeImages(new DescribeImagesRequest { RepositoryName = "api" }, ecr.East).ImageDetails;
        Assert.That(details.Single(image => image.ImageDigest == second).ImageTags, Is.EqualTo(["latest"]));
        Assert.That(details.Single(image => image.ImageDigest == first).ImageTags, Is.Null);
    }

    [Test]
    public void One_image_can_have_several_tags()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        ecr.Push("api", "one", "v1.2.3", ecr.East);

        ecr.PutManifest("api", EcrCaller.ManifestOf("one"), "latest", ecr.East);

        var details = ecr.Images.DescribeImages(new DescribeImagesRequest { RepositoryName = "api" }, ecr.East).ImageDetails;
        Assert.That(details.Single().ImageTags, Is.EqualTo(["latest", "v1.2.3"]));
    }

    [Test]
    public void Where_tags_are_immutable_a_tag_is_not_moved()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East, "IMMUTABLE");
        ecr.Push("api", "one", "v1", ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.Push("api", "two", "v1", ecr.East));

        Assert.That(error.Code, Is.EqualTo("ImageTagAlreadyExistsException"));
        Assert.That(error.Message, Is.EqualTo("The image tag 'v1' already exists in the 'api' repository and cannot be overwritten because the tag is immutable."));
    }

    [Test]
    public void An_exclusion_turns_the_mutability_of_its_tags_round()
    {
        var ecr = new EcrCaller();
        ecr.Repositories.CreateRepository(
            new CreateRepositoryRequest
            {
                RepositoryName = "api",
                ImageTagMutability = "IMMUTABLE_WITH_EXCLUSION",
                ImageTagMutabilityExclusionFilters = [new ImageTagMutabilityExclusionFilter { Filter = "latest*", FilterType = "WILDCARD" }],
            },
            ecr.East);
        ecr.Push("api", "one", "v1", ecr.East);
        ecr.Push("api", "one", "latest-dev", ecr.East);

        Assert.DoesNotThrow(() => ecr.Push("api", "two", "latest-dev", ecr.East));
        Assert.Throws<AwsErrorException>(() => ecr.Push("api", "two", "v1", ecr.East));
    }

    [TestCase("v1")]
    [TestCase(null)]
    public void The_same_image_under_the_same_tag_already_exists(string? tag)
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        var digest = ecr.Push("api", "one", tag, ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.Push("api", "one", tag, ecr.East));

        Assert.That(error.Code, Is.EqualTo("ImageAlreadyExistsException"));
        Assert.That(error.Message, Is.EqualTo($"Image with digest '{digest}' and tag '{tag ?? "null"}' already exists in the repository with name 'api' in registry with id '123456789012'"));
    }

    [Test]
    public void A_manifest_alone_is_no_image_its_layers_must_be_in_the_repository()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        ecr.Create("api", ecr.West);
        ecr.Push("api", "one", "v1", ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.PutManifest("api", EcrCaller.ManifestOf("one"), "v1", ecr.West));

        Assert.That(error.Code, Is.EqualTo("LayersNotFoundException"));
        Assert.That(error.Message, Is.EqualTo($"Layers with digests '[{EcrCaller.DigestOf("{}")}, {EcrCaller.DigestOf("one")}]' required for pushing image into repository with name 'api' in the registry with id '123456789012' do not exist"));
    }

    [TestCase("not json")]
    [TestCase("{}")]
    [TestCase("""{"schemaVersion":1,"mediaType":"application/vnd.docker.distribution.manifest.v2+json"}""")]
    [TestCase("""{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json"}""")]
    [TestCase("""{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"x","size":2,"digest":"sha256:short"},"layers":[]}""")]
    public void A_text_that_is_no_manifest_is_refused(string text)
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.PutManifest("api", text, "v1", ecr.East));

        Assert.That(error.Code, Is.EqualTo("InvalidParameterException"));
        Assert.That(error.Message, Is.EqualTo("Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'"));
    }

    [Test]
    public void A_list_of_images_needs_its_images_and_keeps_them()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        var list = $$"""{"schemaVersion":2,"mediaType":"{{ImageManifest.OciIndex}}","manifests":[{"digest":"{{EcrCaller.DigestOf(EcrCaller.ManifestOf("arm"))}}"}]}""";

        var missing = Assert.Throws<AwsErrorException>(() => ecr.PutManifest("api", list, "v1", ecr.East));
        var arm = ecr.Push("api", "arm", null, ecr.East);
        ecr.PutManifest("api", list, "v1", ecr.East);
        var deletion = ecr.Images.BatchDeleteImage(
            new BatchDeleteImageRequest { RepositoryName = "api", ImageIds = [new ImageIdentifier { ImageDigest = arm }] }, ecr.East);

        Assert.That(missing.Code, Is.EqualTo("ReferencedImagesNotFoundException"));
        Assert.That(deletion.Failures.Single().FailureCode.Value, Is.EqualTo("ImageReferencedByManifestList"));
    }

    [Test]
    public void A_digest_that_the_pusher_gives_must_be_the_manifest_s()
    {
        var ecr = new EcrCaller();
        ecr.Create("api", ecr.East);
        ecr.Push("api", "one", "v1", ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => ecr.Pushes.PutImage(
            new PutImageRequest { RepositoryName = "api", ImageTag = "v2", ImageManifest = EcrCaller.ManifestOf("one"), ImageDigest = EcrCaller.DigestOf("x") },
            ecr.East));

        Assert.That(error.Code, Is.EqualTo("ImageDigestDoesNotMatchException"));
    }

    private static BatchGetImageRequest Get(string repository, ImageIdentifier id) => new() { RepositoryName = repository, ImageIds = [id] };
}
