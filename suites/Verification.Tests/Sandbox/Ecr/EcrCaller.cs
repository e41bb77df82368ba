using System.Text;
using Amazon.ECR.Model;
using Microsoft.Extensions.Time.Testing;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecr;

namespace Verification.Tests.Sandbox.Ecr;

/// <summary>An account whose clock stands, with ECR in it, and a client that pushes as Docker does.</summary>
internal sealed class EcrCaller
{
    private readonly EcrReplication _replication;

    public EcrCaller()
    {
        Account = new AwsAccount(new SandboxClock(new FakeTimeProvider(), 0), 1);
        _replication = new EcrReplication(Account);
    }

    public AwsAccount Account { get; }

    public EcrRepositories Repositories { get; } = new();

    public EcrImages Images { get; } = new();

    public EcrLayers Layers { get; } = new();

    public EcrPush Pushes { get; } = new();

    public EcrRegistry Registry { get; } = new();

    public RequestContext East => In("us-east-1");

    public RequestContext West => In("us-west-2");

    public static string ManifestOf(string content) => $$"""
        {
          "schemaVersion": 2,
          "mediaType": "{{ImageManifest.DockerImage}}",
          "config": { "mediaType": "application/vnd.docker.container.image.v1+json", "size": 2, "digest": "{{DigestOf("{}")}}" },
          "layers": [{ "mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": {{content.Length}}, "digest": "{{DigestOf(content)}}" }]
        }
        """;

    public static string DigestOf(string content) => ImageManifest.DigestOf(Encoding.UTF8.GetBytes(content));

    public RequestContext In(string region) => new(Account.Region(region), "request");

    public void Create(string name, RequestContext context, string mutability = "MUTABLE") =>
        Repositories.CreateRepository(new CreateRepositoryRequest { RepositoryName = name, ImageTagMutability = mutability }, context);

    /// <summary>Layers first, then the manifest.</summary>
    public string Push(string repository, string content, string? tag, RequestContext context)
    {
        Upload(repository, "{}", context);
        Upload(repository, content, context);
        return PutManifest(repository, ManifestOf(content), tag, context);
    }

    public string PutManifest(string repository, string manifest, string? tag, RequestContext context) =>
        Pushes.PutImage(new PutImageRequest { RepositoryName = repository, ImageManifest = manifest, ImageTag = tag }, context).Image.ImageId.ImageDigest;

    public void Upload(string repository, string content, RequestContext context)
    {
        if (context.Repository(repository, null).Layers.ContainsKey(DigestOf(content)))
        {
            return;
        }

        var id = Layers.InitiateLayerUpload(new InitiateLayerUploadRequest { RepositoryName = repository }, context).UploadId;
        UploadPart(repository, id, 0, Encoding.UTF8.GetBytes(content), context);
        Complete(repository, id, DigestOf(content), context);
    }

    public UploadLayerPartResponse UploadPart(string repository, string id, long first, byte[] part, RequestContext context) => Layers.UploadLayerPart(
        new UploadLayerPartRequest
        {
            RepositoryName = repository,
            UploadId = id,
            PartFirstByte = first,
            PartLastByte = first + part.Length - 1,
            LayerPartBlob = new MemoryStream(part),
        },
        context);

    public CompleteLayerUploadResponse Complete(string repository, string id, string digest, RequestContext context) => Layers.CompleteLayerUpload(
        new CompleteLayerUploadRequest { RepositoryName = repository, UploadId = id, LayerDigests = [digest] }, context);

    public void Replicate(RequestContext from, params RepositoryFilter[] filters) => Registry.PutReplicationConfiguration(
        new PutReplicationConfigurationRequest
        {
            ReplicationConfiguration = new ReplicationConfiguration
            {
                Rules =
                [
                    new ReplicationRule
                    {
                        Destinations = [new ReplicationDestination { Region = "us-west-2", RegistryId = AwsAccount.DefaultId }],
                        RepositoryFilters = [.. filters],
                    },
                ],
            },
        },
        from);

    public async Task TickAsync(TimeSpan after)
    {
        Account.Clock.Advance(after);
        await _replication.TickAsync(CancellationToken.None);
    }

    public List<string> Tags(string repository, RequestContext context) =>
        [.. Images.ListImages(new ListImagesRequest { RepositoryName = repository }, context).ImageIds.Select(id => id.ImageTag)];
}
