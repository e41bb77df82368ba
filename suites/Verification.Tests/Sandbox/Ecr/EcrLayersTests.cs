using System.Text;
using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Ecr;

internal sealed class EcrLayersTests
{
    private const int FiveMiB = 5 * 1024 * 1024;

    private EcrCaller _ecr = new();

    [SetUp]
    public void Create()
    {
        _ecr = new EcrCaller();
        _ecr.Create("api", _ecr.East);
    }

    [Test]
    public void A_layer_comes_back_as_it_went_in()
    {
        var parts = new[] { Enumerable.Repeat((byte)1, FiveMiB).ToArray(), [2, 3] };
        var id = Begin();
        _ecr.UploadPart("api", id, 0, parts[0], _ecr.East);
        var last = _ecr.UploadPart("api", id, FiveMiB, parts[1], _ecr.East).LastByteReceived;
        var digest = Verification.Sandbox.Ecr.ImageManifest.DigestOf([.. parts[0], .. parts[1]]);

        _ecr.Complete("api", id, digest, _ecr.East);

        var url = _ecr.Layers.GetDownloadUrlForLayer(new GetDownloadUrlForLayerRequest { RepositoryName = "api", LayerDigest = digest }, _ecr.East).DownloadUrl;
        Assert.That(last, Is.EqualTo(FiveMiB + 1));
        Assert.That(Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]), Is.EqualTo((byte[])[.. parts[0], .. parts[1]]));
    }

    [Test]
    public void Content_that_has_another_digest_is_refused()
    {
        var id = Begin();
        _ecr.UploadPart("api", id, 0, Encoding.UTF8.GetBytes("one"), _ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => _ecr.Complete("api", id, EcrCaller.DigestOf("two"), _ecr.East));

        Assert.That(error.Code, Is.EqualTo("InvalidLayerException"));
        Assert.That(error.Message, Does.Contain(EcrCaller.DigestOf("one")).And.Contain(EcrCaller.DigestOf("two")));
    }

    [Test]
    public void A_part_must_follow_the_one_before()
    {
        var id = Begin();
        _ecr.UploadPart("api", id, 0, [1, 2, 3], _ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => _ecr.UploadPart("api", id, 4, [5], _ecr.East));

        Assert.That(error.Code, Is.EqualTo("InvalidLayerPartException"));
    }

    [Test]
    public void Only_the_last_part_may_be_small()
    {
        var id = Begin();
        _ecr.UploadPart("api", id, 0, [1, 2, 3], _ecr.East);
        _ecr.UploadPart("api", id, 3, [4], _ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => _ecr.Complete("api", id, EcrCaller.DigestOf("x"), _ecr.East));

        Assert.That(error.Code, Is.EqualTo("LayerPartTooSmallException"));
    }

    [Test]
    public void An_upload_without_parts_is_empty()
    {
        var id = Begin();

        var error = Assert.Throws<AwsErrorException>(() => _ecr.Complete("api", id, EcrCaller.DigestOf(""), _ecr.East));

        Assert.That(error.Code, Is.EqualTo("EmptyUploadException"));
    }

    [Test]
    public void An_upload_ends_with_its_completion()
    {
        var id = Begin();
        _ecr.UploadPart("api", id, 0, [1], _ecr.East);
        _ecr.Complete("api", id, Verification.Sandbox.Ecr.ImageManifest.DigestOf([1]), _ecr.East);

        var error = Assert.Throws<AwsErrorException>(() => _ecr.UploadPart("api", id, 1, [2], _ecr.East));

        Assert.That(error.Code, Is.EqualTo("UploadNotFoundException"));
    }

    [Test]
    public void Availability_tells_present_missing_and_malformed_apart()
    {
        _ecr.Upload("api", "one", _ecr.East);

        var response = _ecr.Layers.BatchCheckLayerAvailability(
            new BatchCheckLayerAvailabilityRequest { RepositoryName = "api", LayerDigests = [EcrCaller.DigestOf("one"), EcrCaller.DigestOf("two"), "nonsense"] },
            _ecr.East);

        Assert.That(response.Layers.Select(layer => layer.LayerAvailability.Value), Is.EqualTo(["AVAILABLE", "UNAVAILABLE"]));
        Assert.That(response.Layers[0].LayerSize, Is.EqualTo(3));
        Assert.That(response.Failures.Single().FailureCode.Value, Is.EqualTo("InvalidLayerDigest"));
    }

    private string Begin() => _ecr.Layers.InitiateLayerUpload(new InitiateLayerUploadRequest { RepositoryName = "api" }, _ecr.East).UploadId;
}
