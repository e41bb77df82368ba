using System.Text.Json;
using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>Images go in and out by skopeo, with the password that the AWS CLI prints.</summary>
[Category("External")]
public sealed class SkopeoTests
{
    private const string Region = "us-west-2";

    private GuideEndpoint _sandbox = null!;
    private string _aws = "";
    private string _skopeo = "";
    private string _password = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (ExternalTool.All("aws") is not [var aws, ..])
        {
            ExternalTool.Missing("the AWS CLI", "install awscli (Debian) or AWS's own package");
            return;
        }

        if (ExternalTool.All("skopeo") is not [var skopeo, ..])
        {
            ExternalTool.Missing("skopeo", "install skopeo (Debian)");
            return;
        }

        (_aws, _skopeo) = (aws, skopeo);
        _sandbox = await GuideEndpoint.StartAsync();
        _password = (await EcrAsync(CancellationToken.None, "get-login-password")).Output.Trim();
        await EcrAsync(CancellationToken.None, "create-repository", "--repository-name", "mutable");
        await EcrAsync(CancellationToken.None, "create-repository", "--repository-name", "immutable", "--image-tag-mutability", "IMMUTABLE");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    [CancelAfter(300_000)]
    public async Task An_image_comes_out_as_it_went_in(CancellationToken cancellationToken)
    {
        using var image = OciLayout.Of("v1", "first");
        using var copy = OciLayout.Empty();

        var pushed = await SkopeoAsync(cancellationToken, "copy", "--dest-tls-verify=false", $"--dest-creds=AWS:{_password}", $"oci:{image.Folder}:v1", Address("mutable:v1"));
        var inspected = await SkopeoAsync(cancellationToken, "inspect", "--tls-verify=false", $"--creds=AWS:{_password}", Address("mutable:v1"));
        var pulled = await SkopeoAsync(cancellationToken, "copy", "--src-tls-verify=false", $"--src-creds=AWS:{_password}", Address("mutable:v1"), $"oci:{copy.Folder}:v1");
        var described = await EcrAsync(cancellationToken, "describe-images", "--repository-name", "mutable", "--image-ids", "imageTag=v1", "--query", "imageDetails[0].imageDigest", "--output", "text");

        Assert.That(pushed.ExitCode, Is.Zero, pushed.ToString);
        Assert.That(inspected.ExitCode, Is.Zero, inspected.ToString);
        Assert.That(pulled.ExitCode, Is.Zero, pulled.ToString);
        using var seen = JsonDocument.Parse(inspected.Output);
        Assert.That(seen.RootElement.GetProperty("Digest").GetString(), Is.EqualTo(image.Digest));
        Assert.That(seen.RootElement.GetProperty("Labels").GetProperty("content").GetString(), Is.EqualTo("first"));
        Assert.That(copy.Digest, Is.EqualTo(image.Digest));
        Assert.That(described.Output.Trim(), Is.EqualTo(image.Digest));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_wrong_password_an_unknown_repository_and_an_immutable_tag_are_refused(CancellationToken cancellationToken)
    {
        using var image = OciLayout.Of("v1", "first");
        using var other = OciLayout.Of("v1", "second");

        var wrong = await PushAsync(image, "mutable:v2", "nonsense", cancellationToken);
        var unknown = await PushAsync(image, "unknown:v1", _password, cancellationToken);
        var first = await PushAsync(image, "immutable:v1", _password, cancellationToken);
        var second = await PushAsync(other, "immutable:v1", _password, cancellationToken);

        Assert.That(wrong.ExitCode, Is.Not.Zero, wrong.ToString);
        Assert.That(unknown.Errors, Does.Contain("The repository with name 'unknown' does not exist in the registry with id '123456789012'"));
        Assert.That(first.ExitCode, Is.Zero, first.ToString);
        Assert.That(second.ExitCode, Is.Not.Zero);
        Assert.That(second.Errors, Does.Contain("The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable."));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task An_image_without_its_layers_is_refused(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("curl") is not [var curl, ..])
        {
            ExternalTool.Missing("curl", "install curl");
            return;
        }

        using var image = OciLayout.Of("v1", "without layers");
        var refused = await ExternalTool.RunAsync(
            curl,
            ["-s", "-u", $"AWS:{_password}", "-X", "PUT", "-H", "Content-Type: application/vnd.oci.image.manifest.v1+json", "--data-binary", $"@{image.ManifestFile}", $"{_sandbox.Url}/v2/mutable/manifests/bad"],
            _sandbox.Environment,
            cancellationToken);

        Assert.That(refused.Output, Does.Contain("MANIFEST_BLOB_UNKNOWN").And.Contain("required for pushing image into repository with name 'mutable'"));
    }

    private string Address(string image) => $"docker://{new Uri(_sandbox.Url).Authority}/{image}";

    private Task<ToolResult> PushAsync(OciLayout image, string to, string password, CancellationToken cancellationToken) =>
        SkopeoAsync(cancellationToken, "copy", "--dest-tls-verify=false", $"--dest-creds=AWS:{password}", $"oci:{image.Folder}:v1", Address(to));

    private Task<ToolResult> SkopeoAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ExternalTool.RunAsync(_skopeo, ["--insecure-policy", .. arguments], _sandbox.Environment, cancellationToken);

    private async Task<ToolResult> EcrAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await ExternalTool.RunAsync(_aws, ["--endpoint-url", _sandbox.Url, "--region", Region, "ecr", .. arguments], _sandbox.Environment, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        return result;
    }
}
