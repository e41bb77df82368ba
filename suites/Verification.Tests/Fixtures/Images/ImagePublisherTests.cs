using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Fixtures.Images;
using Verification.Fixtures.Targets;
using Verification.Model.Topologies;
using Layout = Verification.Tests.External.OciLayout;

namespace Verification.Tests.Fixtures.Images;

/// <summary>Images are published to the guide's registry, an hour a second.</summary>
public sealed class ImagePublisherTests
{
    private static readonly RegistryDeclaration Registry = new() { Repository = "notification-service", Region = "us-east-1", ReplicatedTo = ["us-west-2"] };

    private readonly List<string> _said = [];
    private SandboxTarget _target = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _said.Clear();
        _target = await SandboxTarget.StartAsync(port: 0, "guide", speed: 3600, CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync() => await _target.DisposeAsync();

    [Test]
    [CancelAfter(60_000)]
    public async Task A_folders_image_is_in_every_region_under_both_tags(CancellationToken cancellationToken)
    {
        using var source = TempFolder.With(("index.html", "hello"));

        var published = await Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path }, cancellationToken);
        var again = await Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path }, cancellationToken);

        Assert.That(published.Uri, Is.EqualTo("123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.3.0"));
        Assert.That(published.Regions, Is.EqualTo(["us-east-1", "us-west-2"]));
        foreach (var region in published.Regions)
        {
            Assert.That(await DigestAsync(region, "v1.3.0"), Is.EqualTo(published.Digest), region);
            Assert.That(await DigestAsync(region, "latest"), Is.EqualTo(published.Digest), region);
        }

        Assert.That(again.Digest, Is.EqualTo(published.Digest));
        Assert.That(_said, Has.Some.Contain("there is no Dockerfile"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_image_layout_is_pushed_as_it_is_and_latest_is_left_alone(CancellationToken cancellationToken)
    {
        using var layout = Layout.Of("v1.3.0", "content");
        var latest = await DigestAsync("us-east-1", "latest");

        var published = await Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Layout = layout.Folder, TagsLatest = false }, cancellationToken);

        Assert.That(published.Digest, Is.EqualTo(layout.Digest));
        Assert.That(await DigestAsync("us-west-2", "v1.3.0"), Is.EqualTo(layout.Digest));
        Assert.That(await DigestAsync("us-east-1", "latest"), Is.EqualTo(latest));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_list_of_images_is_pushed_with_its_images(CancellationToken cancellationToken)
    {
        using var layout = Layout.Of("v1.3.0", "content");
        var size = new FileInfo(layout.ManifestFile).Length;
        var index = $$$"""{"schemaVersion":2,"mediaType":"{{{MediaTypes.Index}}}","manifests":[{"mediaType":"{{{MediaTypes.Manifest}}}","digest":"{{{layout.Digest}}}","size":{{{size}}}}]}""";
        var blob = OciBlob.Of(MediaTypes.Index, System.Text.Encoding.UTF8.GetBytes(index));
        await File.WriteAllTextAsync(Path.Combine(layout.Folder, "blobs", "sha256", blob.Digest[7..]), index, cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(layout.Folder, "index.json"), $$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{MediaTypes.Index}}","digest":"{{blob.Digest}}","size":{{blob.Size}}}]}""", cancellationToken);

        var published = await Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Layout = layout.Folder }, cancellationToken);

        Assert.That(published.Digest, Is.EqualTo(blob.Digest));
        var images = await _target.In("us-west-2").Ecr.DescribeImagesAsync(new DescribeImagesRequest { RepositoryName = Registry.Repository, ImageIds = [new ImageIdentifier { ImageDigest = layout.Digest }] }, cancellationToken);
        Assert.That(images.ImageDetails, Has.Count.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    [Platform(Exclude = "Win", Reason = "the stand-in for docker is a shell script")]
    public async Task Docker_builds_where_there_is_a_Dockerfile_and_a_Docker_that_works(CancellationToken cancellationToken)
    {
        using var layout = Layout.Of("notification-service:v1.3.0", "built by docker");
        using var source = TempFolder.With(("Dockerfile", "FROM scratch"));
        var docker = source.WriteScript("docker", $"""
            #!/bin/sh
            case "$1" in
              version) echo 28.0 ;;
              build) test -f Dockerfile && test "$3" = notification-service:v1.3.0 ;;
              save) tar -cf "$3" -C {layout.Folder} . ;;
              *) exit 1 ;;
            esac
            """);

        var published = await Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path, Docker = docker }, cancellationToken);

        Assert.That(published.Digest, Is.EqualTo(layout.Digest));
        Assert.That(_said, Has.Some.StartWith("docker builds notification-service:v1.3.0"));
    }

    [Test]
    [CancelAfter(60_000)]
    [Platform(Exclude = "Win", Reason = "the stand-in for docker is a shell script")]
    public async Task A_build_that_fails_publishes_nothing_and_says_why(CancellationToken cancellationToken)
    {
        using var source = TempFolder.With(("Dockerfile", "FROM scratch"));
        var docker = source.WriteScript("docker", "#!/bin/sh\nif test \"$1\" != version; then echo 'no such instruction' >&2; exit 7; fi");

        var failed = await Assert.ThrowsAsync<PublishException>(() => Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path, Docker = docker }, cancellationToken));

        Assert.That(failed!.Message, Does.Contain("exit code 7").And.Contain("no such instruction"));
        Assert.That(await DigestAsync("us-east-1", "v1.3.0"), Is.Null);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Without_a_Docker_that_works_the_folders_files_are_published_and_that_is_said(CancellationToken cancellationToken)
    {
        using var source = TempFolder.With(("Dockerfile", "FROM scratch"));

        await Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path, Docker = "no-such-docker" }, cancellationToken);

        Assert.That(_said, Has.Some.Contain("no Docker is working here"));
        Assert.That(await DigestAsync("us-east-1", "v1.3.0"), Is.Not.Null);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_tag_that_is_taken_and_immutable_is_refused_before_anything_is_pushed(CancellationToken cancellationToken)
    {
        await _target.In("us-east-1").Ecr.CreateRepositoryAsync(new CreateRepositoryRequest { RepositoryName = "fixed", ImageTagMutability = "IMMUTABLE" }, cancellationToken);
        var publisher = new ImagePublisher(_target, Registry with { Repository = "fixed" });
        using var first = TempFolder.With(("a", "1"));
        using var second = TempFolder.With(("a", "2"));
        var published = await publisher.PublishAsync(new PublishRequest { Tag = "v1", Source = first.Path }, cancellationToken);

        var tag = await Assert.ThrowsAsync<PublishException>(() => publisher.PublishAsync(new PublishRequest { Tag = "v1", Source = second.Path }, cancellationToken));
        var latest = await Assert.ThrowsAsync<PublishException>(() => publisher.PublishAsync(new PublishRequest { Tag = "v2", Source = second.Path }, cancellationToken));

        Assert.That(tag!.Message, Does.Contain("fixed:v1").And.Contain(published.Digest).And.Contain("immutable").And.Contain("Nothing was pushed"));
        Assert.That(latest!.Message, Does.Contain("fixed:latest").And.Contain("--no-latest"));
        var images = await _target.In("us-east-1").Ecr.DescribeImagesAsync(new DescribeImagesRequest { RepositoryName = "fixed" }, cancellationToken);
        Assert.That(images.ImageDetails, Has.Count.EqualTo(1));
        Assert.That((await publisher.PublishAsync(new PublishRequest { Tag = "v2", Source = second.Path, TagsLatest = false }, cancellationToken)).Tags, Is.EqualTo(["v2"]));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_repository_that_is_missing_is_named_with_how_to_make_it(CancellationToken cancellationToken)
    {
        using var source = TempFolder.With(("a", "1"));

        var refused = await Assert.ThrowsAsync<PublishException>(() => new ImagePublisher(_target, Registry with { Repository = "none" }).PublishAsync(new PublishRequest { Tag = "v1", Source = source.Path }, cancellationToken));

        Assert.That(refused!.Message, Does.Contain("no repository none in us-east-1").And.Contain("aws ecr create-repository"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_region_that_the_image_does_not_come_to_is_named(CancellationToken cancellationToken)
    {
        using var source = TempFolder.With(("a", "1"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var fault = await http.PostAsync(new Uri(_target.Url, "/_sandbox/faults"), new StringContent("""{"kind":"replication-stuck","region":"us-west-2"}"""), cancellationToken);

        var stuck = await Assert.ThrowsAsync<PublishException>(() => Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path }, cancellationToken));
        var elsewhere = await Assert.ThrowsAsync<PublishException>(() => new ImagePublisher(_target, Registry with { ReplicatedTo = ["eu-west-1"] }).PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = source.Path }, cancellationToken));

        Assert.That(fault.IsSuccessStatusCode, Is.True);
        Assert.That(stuck!.Message, Does.Contain("us-west-2 (IN_PROGRESS)").And.Contain("30 minutes").And.Match(@"\d+ looks"));
        Assert.That(elsewhere!.Message, Does.Contain("eu-west-1 (no replication rule"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_layout_whose_content_is_not_what_its_digest_says_is_refused(CancellationToken cancellationToken)
    {
        using var layout = Layout.Of("v1.3.0", "content");
        using var empty = Layout.Empty();
        var blob = Directory.GetFiles(Path.Combine(layout.Folder, "blobs", "sha256")).First(path => path != layout.ManifestFile);
        var content = await File.ReadAllBytesAsync(blob, cancellationToken);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(blob, content, cancellationToken);

        var corrupt = await Assert.ThrowsAsync<PublishException>(() => Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Layout = layout.Folder }, cancellationToken));
        var none = await Assert.ThrowsAsync<PublishException>(() => Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Layout = empty.Folder }, cancellationToken));
        File.Delete(blob);
        var missing = await Assert.ThrowsAsync<PublishException>(() => Publisher().PublishAsync(new PublishRequest { Tag = "v1.3.0", Layout = layout.Folder }, cancellationToken));

        Assert.That(corrupt!.Message, Does.Contain("DIGEST_INVALID"));
        Assert.That(none!.Message, Does.Contain("no OCI image layout"));
        Assert.That(missing!.Message, Does.Contain("is missing"));
        Assert.That(await DigestAsync("us-east-1", "v1.3.0"), Is.Null);
    }

    private ImagePublisher Publisher() => new(_target, Registry, _said.Add);

    private async Task<string?> DigestAsync(string region, string tag)
    {
        try
        {
            return (await _target.In(region).Ecr.DescribeImagesAsync(new DescribeImagesRequest { RepositoryName = Registry.Repository, ImageIds = [new ImageIdentifier { ImageTag = tag }] })).ImageDetails[0].ImageDigest;
        }
        catch (ImageNotFoundException)
        {
            return null;
        }
    }
}
