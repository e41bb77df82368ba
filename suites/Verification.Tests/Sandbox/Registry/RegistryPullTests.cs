using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Registry;

public sealed class RegistryPullTests
{
    private RegistryCaller _registry = null!;
    private string _digest = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _registry = await RegistryCaller.StartAsync();
        await _registry.CreateAsync("app");
        await _registry.CreateAsync("web");
        await _registry.CreateAsync("far");
        _digest = await _registry.PushAsync("app", "0123456789", "v1");
        foreach (var tag in new[] { "v2", "v10", "latest" })
        {
            await _registry.PushAsync("app", "0123456789", tag);
        }
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _registry.DisposeAsync();

    [Test]
    public async Task An_image_is_read_by_tag_and_by_digest_byte_for_byte()
    {
        var byTag = await _registry.SendAsync(HttpMethod.Get, "/v2/app/manifests/v1");
        var byDigest = await _registry.SendAsync(HttpMethod.Get, $"/v2/app/manifests/{_digest}");

        Assert.That(byTag.Body, Is.EqualTo(RegistryCaller.ManifestOf("0123456789")));
        Assert.That(byDigest.Body, Is.EqualTo(byTag.Body));
        Assert.That((byTag.Headers["Content-Type"], byTag.Headers["Docker-Content-Digest"]), Is.EqualTo((ImageManifest.OciImage, _digest)));
    }

    [Test]
    public async Task Only_a_pull_leaves_a_time_of_pull()
    {
        await _registry.PushAsync("web", "x", "v1");
        var head = await _registry.SendAsync(HttpMethod.Head, "/v2/web/manifests/v1");
        var before = await _registry.EcrAsync("DescribeImages", """{"repositoryName":"web"}""");
        await _registry.SendAsync(HttpMethod.Get, "/v2/web/manifests/v1");
        var after = await _registry.EcrAsync("DescribeImages", """{"repositoryName":"web"}""");

        Assert.That((head.Status, head.Body, head.Headers["Content-Length"]), Is.EqualTo((200, "", $"{RegistryCaller.ManifestOf("x").Length}")));
        Assert.That(before["imageDetails"]![0]!["lastRecordedPullTime"], Is.Null);
        Assert.That(after["imageDetails"]![0]!["lastRecordedPullTime"], Is.Not.Null);
    }

    [TestCase(ImageManifest.OciImage, 200)]
    [TestCase($"{ImageManifest.DockerImage}, {ImageManifest.OciImage};q=0.5", 200)]
    [TestCase("*/*", 200)]
    [TestCase(ImageManifest.DockerImage, 404)]
    public async Task Who_does_not_take_the_images_media_type_does_not_get_it(string accept, int status)
    {
        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/app/manifests/v1", accept: accept);

        Assert.That(answer.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task An_image_that_is_not_there_is_unknown()
    {
        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/app/manifests/v3");

        Assert.That(answer.Error, Is.EqualTo((404, "MANIFEST_UNKNOWN", "Requested image not found")));
    }

    [Test]
    public async Task A_layers_size_is_known_before_it_is_read()
    {
        var answer = await _registry.SendAsync(HttpMethod.Head, $"/v2/app/blobs/{RegistryCaller.DigestOf("0123456789")}");

        Assert.That((answer.Status, answer.Headers["Content-Length"], answer.Headers["Docker-Content-Digest"]), Is.EqualTo((200, "10", RegistryCaller.DigestOf("0123456789"))));
    }

    [Test]
    public async Task Tags_come_by_pages()
    {
        var first = await _registry.SendAsync(HttpMethod.Get, "/v2/app/tags/list?n=3");
        var second = await _registry.SendAsync(HttpMethod.Get, first.Headers["Link"].Split('<', '>')[1]);

        Assert.That(first.Body, Is.EqualTo("""{"name":"app","tags":["latest","v1","v10"]}"""));
        Assert.That(first.Headers["Link"], Does.EndWith("; rel=\"next\""));
        Assert.That(second.Body, Is.EqualTo("""{"name":"app","tags":["v2"]}"""));
        Assert.That(second.Headers, Does.Not.ContainKey("Link"));
    }

    [Test]
    public async Task The_catalog_names_the_regions_repositories()
    {
        var answer = await _registry.SendAsync(HttpMethod.Get, "/v2/_catalog");

        Assert.That(answer.Body, Is.EqualTo("""{"repositories":["app","far","web"]}"""));
    }

    [TestCase("DELETE", "/v2/app/manifests/v1", 405)]
    [TestCase("GET", "/v2/app/tags/list?n=many", 400)]
    [TestCase("GET", "/v2/App/tags/list", 400)]
    [TestCase("GET", "/v2/app/referrers/x", 400)]
    [TestCase("GET", "/v2/app/nothing/x", 404)]
    [TestCase("GET", "/v2/app/blobs/sha256:00", 404)]
    public async Task What_it_does_not_do_is_refused(string method, string path, int status)
    {
        var answer = await _registry.SendAsync(new HttpMethod(method), path);

        Assert.That(answer.Error.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_signature_is_found_by_the_image_that_it_is_about()
    {
        var signature = JsonNode.Parse(RegistryCaller.ManifestOf("0123456789"))!.AsObject();
        signature["artifactType"] = "application/vnd.example.signature";
        signature["annotations"] = new JsonObject { ["by"] = "me" };
        signature["subject"] = new JsonObject { ["mediaType"] = ImageManifest.OciImage, ["digest"] = _digest, ["size"] = 1 };
        var text = signature.ToJsonString();

        var pushed = await _registry.SendAsync(HttpMethod.Put, $"/v2/app/manifests/{RegistryCaller.DigestOf(text)}", text, ImageManifest.OciImage);
        var found = await _registry.SendAsync(HttpMethod.Get, $"/v2/app/referrers/{_digest}");
        var others = await _registry.SendAsync(HttpMethod.Get, $"/v2/app/referrers/{_digest}?artifactType=application/vnd.example.other");

        Assert.That(pushed.Headers["OCI-Subject"], Is.EqualTo(_digest));
        Assert.That(found.Headers["Content-Type"], Is.EqualTo(ImageManifest.OciIndex));
        var referrer = JsonNode.Parse(found.Body)!["manifests"]!.AsArray().Single()!;
        Assert.That(
            ((string)referrer["digest"]!, (string)referrer["artifactType"]!, (string)referrer["annotations"]!["by"]!, (int)referrer["size"]!),
            Is.EqualTo((RegistryCaller.DigestOf(text), "application/vnd.example.signature", "me", text.Length)));
        Assert.That((JsonNode.Parse(others.Body)!["manifests"]!.AsArray().Count, others.Headers["OCI-Filters-Applied"]), Is.EqualTo((0, "artifactType")));
    }

    [Test]
    public async Task A_pushed_image_is_replicated_by_the_registrys_rules()
    {
        await _registry.EcrAsync(
            "PutReplicationConfiguration",
            """{"replicationConfiguration":{"rules":[{"destinations":[{"region":"eu-west-1","registryId":"123456789012"}],"repositoryFilters":[{"filter":"far","filterType":"PREFIX_MATCH"}]}]}}""");

        var digest = await _registry.PushAsync("far", "far away", "v1");
        await _registry.Server.AdvanceAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        var answer = await _registry.EcrAsync("DescribeImages", """{"repositoryName":"far"}""", "eu-west-1");

        Assert.That((string)answer["imageDetails"]![0]!["imageDigest"]!, Is.EqualTo(digest));
    }
}
