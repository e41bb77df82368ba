using System.Collections.Concurrent;
using System.Net.Http.Json;
using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Targets;

namespace Verification.Tests.Fixtures.Deployments;

/// <summary>The guide's clusters in a sandbox that plays ten minutes a second, to be deployed to.</summary>
internal sealed class PlayedGuide : IAsyncDisposable, IProgress<DeploymentEvent>
{
    public const string East = "us-east-1";
    public const string Prod = "prod-cluster";
    public const string Service = "notification-service";
    private const string Repository = "notification-service";

    private readonly ConcurrentQueue<DeploymentEvent> _events = new();
    private readonly SandboxTarget _target;

    private PlayedGuide(SandboxTarget target) => _target = target;

    public SandboxTarget Target => _target;

    public AwsClients Aws => _target.In(East);

    /// <summary>What was reported, as <c>step: message</c>.</summary>
    public IEnumerable<string> Events => _events.Select(e => $"{e.Step}: {e.Message}");

    public string Log => string.Join('\n', Events);

    public DeploymentPlace Place => DeploymentPlace.In(_target, Prod, East, this);

    public static string Image(string tag, string region = East) => $"123456789012.dkr.ecr.{region}.amazonaws.com/{Repository}:{tag}";

    public static async Task<PlayedGuide> StartAsync() =>
        new(await SandboxTarget.StartAsync(port: 0, "guide", speed: 600, TestContext.CurrentContext.CancellationToken));

    public void Report(DeploymentEvent value) => _events.Enqueue(value);

    /// <summary>Another image under a new tag: the seed's manifest with a blank more, which makes it another digest.</summary>
    /// <returns>The digest.</returns>
    public async Task<string> PushAsync(string tag)
    {
        var request = new BatchGetImageRequest { RepositoryName = Repository, ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] };
        var manifest = (await Aws.Ecr.BatchGetImageAsync(request)).Images[0].ImageManifest;
        var put = new PutImageRequest
        {
            RepositoryName = Repository,
            ImageTag = tag,
            ImageManifest = manifest + new string(' ', tag.Sum(letter => letter) % 100),
            ImageManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json",
        };
        return (await Aws.Ecr.PutImageAsync(put)).Image.ImageId.ImageDigest;
    }

    public async Task AddFaultAsync(object fault)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(_target.Url, "/_sandbox/faults"), fault);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
