using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Faults;
using Verification.Tests.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Faults;

public sealed class ImageFaultsTests
{
    private EcrCaller _ecr = null!;

    [SetUp]
    public void Create()
    {
        _ecr = new EcrCaller();
        _ecr.Create("api", _ecr.East);
        _ecr.Create("api", _ecr.West);
        _ecr.Push("api", "one", "v1", _ecr.East);
        _ecr.Push("api", "two", "v2", _ecr.East);
        _ecr.Push("api", "one", "v1", _ecr.West);
    }

    [Test]
    public void A_missing_image_is_missing_in_every_answer_of_its_region()
    {
        Given.Fault(_ecr.Account, """{"kind":"image-missing","region":"us-east-1","version":"v1"}""");
        var id = new ImageIdentifier { ImageTag = "v1" };

        var error = Assert.Throws<AwsErrorException>(() => _ecr.Images.DescribeImages(new DescribeImagesRequest { RepositoryName = "api", ImageIds = [id] }, _ecr.East))!;
        var got = _ecr.Images.BatchGetImage(new BatchGetImageRequest { RepositoryName = "api", ImageIds = [id] }, _ecr.East);

        Assert.That(error.Code, Is.EqualTo("ImageNotFoundException"));
        Assert.That((got.Images.Count, got.Failures.Single().FailureCode.Value), Is.EqualTo((0, "ImageNotFound")));
        Assert.That(_ecr.Tags("api", _ecr.East), Is.EqualTo(["v2"]));
        Assert.That(_ecr.Images.DescribeImages(new DescribeImagesRequest { RepositoryName = "api" }, _ecr.East).ImageDetails, Has.Count.EqualTo(1));
    }

    [Test]
    public void In_the_other_region_it_is_there_and_afterwards_in_both()
    {
        Given.Fault(_ecr.Account, """{"kind":"image-missing","region":"us-east-1"}""");

        var (east, west) = (_ecr.Tags("api", _ecr.East).Count, _ecr.Tags("api", _ecr.West).Count);
        FaultBook.Of(_ecr.Account).Clear();

        Assert.That((east, west, _ecr.Tags("api", _ecr.East).Count), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public async Task Replication_that_is_stuck_stays_in_progress_and_arrives_when_the_fault_has_gone()
    {
        _ecr.Replicate(_ecr.East);
        Given.Fault(_ecr.Account, """{"kind":"replication-stuck","region":"us-west-2","durationSeconds":600}""");
        _ecr.Push("api", "three", "v3", _ecr.East);

        await _ecr.TickAsync(TimeSpan.FromSeconds(599));
        var (during, status) = (_ecr.Tags("api", _ecr.West), Status());
        await _ecr.TickAsync(TimeSpan.FromSeconds(1));

        Assert.That((during.Contains("v3"), status), Is.EqualTo((false, "IN_PROGRESS")));
        Assert.That((_ecr.Tags("api", _ecr.West).Contains("v3"), Status()), Is.EqualTo((true, "COMPLETE")));
    }

    private string Status() => _ecr.Registry.DescribeImageReplicationStatus(
        new DescribeImageReplicationStatusRequest { RepositoryName = "api", ImageId = new ImageIdentifier { ImageTag = "v3" } }, _ecr.East).ReplicationStatuses.Single().Status.Value;
}
