using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Registry;

public sealed class RegistryPushTests
{
    private const string Name = "team/notification-service";

    private static readonly HttpMethod Head = HttpMethod.Head;

    private RegistryCaller _registry = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _registry = await RegistryCaller.StartAsync();
        await _registry.CreateAsync(Name);
        await _registry.CreateAsync("immutable", mutability: "IMMUTABLE");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _registry.DisposeAsync();

    [Test]
    public async Task What_is_pushed_is_an_image_of_the_API()
    {
        var digest = await _registry.PushAsync(Name, "layer", "v1");

        var described = await _registry.EcrAsync("DescribeImages", $$"""{"repositoryName":"{{Name}}","imageIds":[{"imageTag":"v1"}]}""");
        var got = await _registry.EcrAsync("BatchGetImage", $$"""{"repositoryName":"{{Name}}","imageIds":[{"imageTag":"v1"}]}""");
        Assert.That((string)described["imageDetails"]![0]!["imageDigest"]!, Is.EqualTo(digest));
        Assert.That((long)described["imageDetails"]![0]!["imageSizeInBytes"]!, Is.EqualTo(5));
        Assert.That((string)got["images"]![0]!["imageManifest"]!, Is.EqualTo(RegistryCaller.ManifestOf("layer")));
    }

    [Test]
    public async Task A_layer_comes_in_by_chunks_and_tells_how_far_it_is()
    {
        var begun = await _registry.SendAsync(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/");
        var upload = begun.Headers["Location"];

        var first = await _registry.SendAsync(HttpMethod.Patch, upload, "01234", range: "0-4");
        var status = await _registry.SendAsync(HttpMethod.Get, upload);
        var gap = await _registry.SendAsync(HttpMethod.Patch, upload, "789", range: "7-9");
        var second = await _registry.SendAsync(HttpMethod.Patch, upload, "56", range: "5-6");
        var done = await _registry.SendAsync(HttpMethod.Put, $"{upload}?digest={RegistryCaller.DigestOf("0123456789")}", "789");
        var blob = await _registry.SendAsync(HttpMethod.Get, done.Headers["Location"]);

        Assert.That(upload, Does.StartWith($"/v2/{Name}/blobs/uploads/"));
        Assert.That((begun.Status, first.Status, first.Headers["Range"]), Is.EqualTo((202, 202, "0-4")));
        Assert.That((status.Status, status.Headers["Range"]), Is.EqualTo((204, "0-4")));
        Assert.That((gap.Status, gap.Error.Code, gap.Headers["Range"]), Is.EqualTo((416, "BLOB_UPLOAD_INVALID", "0-4")));
        Assert.That(second.Headers["Range"], Is.EqualTo("0-6"));
        Assert.That((done.Status, done.Headers["Docker-Content-Digest"]), Is.EqualTo((201, RegistryCaller.DigestOf("0123456789"))));
        Assert.That(blob.Body, Is.EqualTo("0123456789"));
    }

    [Test]
    public async Task A_layer_that_is_not_what_its_digest_says_is_refused_and_gone()
    {
        var upload = (await _registry.SendAsync(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/")).Headers["Location"];

        var refused = await _registry.SendAsync(HttpMethod.Put, $"{upload}?digest={RegistryCaller.DigestOf("something")}", "else");
        var after = await _registry.SendAsync(HttpMethod.Get, upload);
        var blob = await _registry.SendAsync(Head, $"/v2/{Name}/blobs/{RegistryCaller.DigestOf("else")}");

        Assert.That((refused.Status, refused.Error.Code), Is.EqualTo((400, "DIGEST_INVALID")));
        Assert.That((after.Status, after.Error.Code), Is.EqualTo((404, "BLOB_UPLOAD_UNKNOWN")));
        Assert.That(blob.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_upload_can_be_given_up()
    {
        var upload = (await _registry.SendAsync(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/")).Headers["Location"];

        var cancelled = await _registry.SendAsync(HttpMethod.Delete, upload);
        var again = await _registry.SendAsync(HttpMethod.Delete, upload);

        Assert.That((cancelled.Status, again.Error.Code), Is.EqualTo((204, "BLOB_UPLOAD_UNKNOWN")));
    }

    [Test]
    public async Task A_layer_is_mounted_from_another_repository_that_has_it()
    {
        await _registry.UploadAsync("immutable", "shared");
        var digest = RegistryCaller.DigestOf("shared");

        var mounted = await _registry.SendAsync(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/?mount={digest}&from=immutable");
        var blob = await _registry.SendAsync(HttpMethod.Get, $"/v2/{Name}/blobs/{digest}");
        var unknown = await _registry.SendAsync(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/?mount={RegistryCaller.DigestOf("nobody's")}&from=immutable");

        Assert.That((mounted.Status, blob.Body), Is.EqualTo((201, "shared")));
        Assert.That(unknown.Status, Is.EqualTo(202), "what cannot be mounted is uploaded");
    }

    [Test]
    public async Task An_image_whose_layers_are_missing_is_refused()
    {
        await _registry.UploadAsync(Name, "{}");

        var refused = await _registry.SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/bad", RegistryCaller.ManifestOf("never uploaded"), ImageManifest.OciImage);
        var image = await _registry.SendAsync(Head, $"/v2/{Name}/manifests/bad");

        Assert.That(refused.Error, Is.EqualTo((
            400,
            "MANIFEST_BLOB_UNKNOWN",
            $"Layers with digests '[{RegistryCaller.DigestOf("never uploaded")}]' required for pushing image into repository with name '{Name}' in the registry with id '123456789012' do not exist")));
        Assert.That(image.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_immutable_tag_stays_on_its_image()
    {
        await _registry.PushAsync("immutable", "one", "v1");
        await _registry.UploadAsync("immutable", "two");

        var refused = await _registry.SendAsync(HttpMethod.Put, "/v2/immutable/manifests/v1", RegistryCaller.ManifestOf("two"), ImageManifest.OciImage);
        var again = await _registry.SendAsync(HttpMethod.Put, "/v2/immutable/manifests/v1", RegistryCaller.ManifestOf("one"), ImageManifest.OciImage);

        Assert.That(refused.Error, Is.EqualTo((
            400, "TAG_INVALID", "The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.")));
        Assert.That(again.Status, Is.EqualTo(201), "the same image is no change");
    }

    [Test]
    public async Task An_image_is_pushed_by_its_digest_and_by_no_other()
    {
        await _registry.UploadAsync(Name, "{}");
        await _registry.UploadAsync(Name, "by digest");
        var manifest = RegistryCaller.ManifestOf("by digest");

        var wrong = await _registry.SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/{RegistryCaller.DigestOf("other")}", manifest, ImageManifest.OciImage);
        var right = await _registry.SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/{RegistryCaller.DigestOf(manifest)}", manifest, ImageManifest.OciImage);
        var tags = await _registry.EcrAsync("DescribeImages", $$"""{"repositoryName":"{{Name}}","imageIds":[{"imageDigest":"{{RegistryCaller.DigestOf(manifest)}}"}]}""");

        Assert.That(wrong.Error.Code, Is.EqualTo("DIGEST_INVALID"));
        Assert.That(right.Status, Is.EqualTo(201));
        Assert.That(tags["imageDetails"]![0]!["imageTags"], Is.Null);
    }

    [Test]
    public async Task A_list_of_images_needs_its_images()
    {
        await _registry.PushAsync(Name, "amd64", "amd64");
        var image = RegistryCaller.ManifestOf("amd64");
        var missing = RegistryCaller.DigestOf("arm64");

        var refused = await _registry.SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/multi", IndexOf(image, missing), ImageManifest.OciIndex);
        var pushed = await _registry.SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/multi", IndexOf(image), ImageManifest.OciIndex);

        Assert.That(refused.Error.Message, Does.StartWith($"Images with digests '[{missing}]' required"));
        Assert.That(pushed.Status, Is.EqualTo(201));
    }

    [TestCase("{", "MANIFEST_INVALID")]
    [TestCase("""{"schemaVersion":1}""", "MANIFEST_INVALID")]
    [TestCase("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json"}""", "MANIFEST_INVALID")]
    public async Task What_is_no_manifest_is_refused(string body, string code)
    {
        var refused = await _registry.SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/bad", body, ImageManifest.OciImage);

        Assert.That((refused.Status, refused.Error.Code), Is.EqualTo((400, code)));
    }

    private static string IndexOf(string image, params string[] others) => new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = ImageManifest.OciIndex,
        ["manifests"] = new JsonArray(
        [
            new JsonObject { ["mediaType"] = ImageManifest.OciImage, ["digest"] = RegistryCaller.DigestOf(image), ["size"] = image.Length },
            .. others.Select(digest => new JsonObject { ["mediaType"] = ImageManifest.OciImage, ["digest"] = digest, ["size"] = 1 }),
        ]),
    }.ToJsonString();
}
