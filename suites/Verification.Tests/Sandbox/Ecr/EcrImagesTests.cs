using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ecr;

internal sealed class EcrImagesTests
{
    private EcrCaller _ecr = new();
    private string _digest = "";

    [SetUp]
    public void Push()
    {
        _ecr = new EcrCaller();
        _ecr.Create("api", _ecr.East);
        _digest = _ecr.Push("api", "one", "v1", _ecr.East);
    }

    [Test]
    public void An_image_that_does_not_exist_is_an_error_for_DescribeImages_with_the_id_in_it()
    {
        var error = Assert.Throws<AwsErrorException>(() => Describe(new ImageIdentifier { ImageTag = "v9" }));

        Assert.That(error.Code, Is.EqualTo("ImageNotFoundException"));
        Assert.That(error.Message, Is.EqualTo("The image with imageId {imageDigest:'null', imageTag:'v9'} does not exist within the repository with name 'api' in the registry with id '123456789012'"));
    }

    [Test]
    public void An_image_is_described_with_size_and_times()
    {
        _ecr.Account.Clock.Advance(TimeSpan.FromMinutes(1));
        Get(new ImageIdentifier { ImageTag = "v1" });

        var image = Describe(new ImageIdentifier { ImageDigest = _digest }).Single();

        Assert.That(image.ImageSizeInBytes, Is.EqualTo("one".Length));
        Assert.That(image.LastRecordedPullTime - image.ImagePushedAt, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(image.ImageScanStatus, Is.Null, "nothing scans here");
    }

    [TestCase("v9", null, "ImageNotFound", "Requested image not found")]
    [TestCase(null, null, "MissingDigestAndTag", "Invalid request parameters: both tag and digest cannot be null")]
    [TestCase(null, "nonsense", "InvalidImageDigest", "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'")]
    [TestCase("v1", "sha256:00", "ImageTagDoesNotMatchDigest", "Invalid request parameters: given tag does not map to the given digest")]
    [TestCase("bad tag", null, "InvalidImageTag", "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'")]
    public void BatchGetImage_says_of_each_image_what_is_wrong_with_it(string? tag, string? digest, string code, string reason)
    {
        var response = Get(new ImageIdentifier { ImageTag = tag, ImageDigest = digest }, new ImageIdentifier { ImageTag = "v1" });

        Assert.That(response.Images, Has.Count.EqualTo(1));
        Assert.That(response.Failures.Single().FailureCode.Value, Is.EqualTo(code));
        Assert.That(response.Failures.Single().FailureReason, Is.EqualTo(reason));
    }

    [Test]
    public void An_image_of_a_type_that_the_caller_does_not_accept_is_not_found()
    {
        var response = _ecr.Images.BatchGetImage(
            new BatchGetImageRequest { RepositoryName = "api", ImageIds = [new ImageIdentifier { ImageTag = "v1" }], AcceptedMediaTypes = ["application/vnd.oci.image.manifest.v1+json"] },
            _ecr.East);

        Assert.That(response.Failures.Single().FailureCode.Value, Is.EqualTo("ImageNotFound"));
    }

    [Test]
    public void Deleting_a_tag_leaves_the_image_to_its_other_tags()
    {
        _ecr.PutManifest("api", EcrCaller.ManifestOf("one"), "latest", _ecr.East);

        Delete(new ImageIdentifier { ImageTag = "v1" });
        var kept = _ecr.Tags("api", _ecr.East);
        Delete(new ImageIdentifier { ImageTag = "latest" });

        Assert.That(kept, Is.EqualTo(["latest"]));
        Assert.That(_ecr.Tags("api", _ecr.East), Is.Empty);
    }

    [Test]
    public void Deleting_a_digest_takes_its_tags_along()
    {
        _ecr.PutManifest("api", EcrCaller.ManifestOf("one"), "latest", _ecr.East);

        var deleted = Delete(new ImageIdentifier { ImageDigest = _digest }).ImageIds;

        Assert.That(deleted.Select(id => id.ImageTag), Is.EqualTo(["latest", "v1"]));
        Assert.That(_ecr.Tags("api", _ecr.East), Is.Empty);
    }

    [TestCase("TAGGED", 2)]
    [TestCase("UNTAGGED", 1)]
    [TestCase("ANY", 3)]
    [TestCase(null, 3)]
    public void ListImages_gives_a_line_for_each_tag_and_for_each_image_without_one(string? status, int expected)
    {
        _ecr.PutManifest("api", EcrCaller.ManifestOf("one"), "latest", _ecr.East);
        _ecr.Push("api", "two", null, _ecr.East);

        var ids = _ecr.Images.ListImages(
            new ListImagesRequest { RepositoryName = "api", Filter = new ListImagesFilter { TagStatus = status } }, _ecr.East).ImageIds;

        Assert.That(ids, Has.Count.EqualTo(expected));
    }

    private List<ImageDetail> Describe(ImageIdentifier id) =>
        _ecr.Images.DescribeImages(new DescribeImagesRequest { RepositoryName = "api", ImageIds = [id] }, _ecr.East).ImageDetails;

    private BatchGetImageResponse Get(params ImageIdentifier[] ids) =>
        _ecr.Images.BatchGetImage(new BatchGetImageRequest { RepositoryName = "api", ImageIds = [.. ids] }, _ecr.East);

    private BatchDeleteImageResponse Delete(ImageIdentifier id) =>
        _ecr.Images.BatchDeleteImage(new BatchDeleteImageRequest { RepositoryName = "api", ImageIds = [id] }, _ecr.East);
}
