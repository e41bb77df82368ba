using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Journal;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Targets;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>Pipelines on the guide's clusters.</summary>
internal sealed class SandboxRun : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verification-test-").FullName;

    private SandboxRun(SandboxTarget target) => Target = target;

    public SandboxTarget Target { get; }

    public PipelineJournalReading Journal => PipelineJournalReading.Read(PipelineJournal.PathOf(Journals, PipelineWorld.Options.ExecutionId));

    private string Journals => Path.Combine(_folder, "journals");

    public static async Task<SandboxRun> StartAsync() =>
        new(await SandboxTarget.StartAsync(port: 0, "guide", speed: 120, TestContext.CurrentContext.CancellationToken));

    /// <param name="tag">What is deployed.</param>
    /// <param name="yaml">The pipeline.</param>
    /// <param name="verification">How its scripts call this harness. They only look; that they say "well" is enough, and the steps of the deployment are the real ones.</param>
    /// <param name="preflight">Whether the target is looked at before.</param>
    /// <param name="analysis">Compares versions; null for nobody.</param>
    public async Task<PipelineResult> RunAsync(string tag, string yaml, string verification = "true", bool preflight = true, IVersionAnalysis? analysis = null)
    {
        var file = Path.Combine(_folder, PipelineWorld.File);
        await File.WriteAllTextAsync(file, yaml);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        return await PipelineExecution.RunAsync(
            new PipelineRequest
            {
                File = file,
                StandardDefinitions = PipelineWorld.Folder,
                Topology = PipelineWorld.Topology,
                Options = PipelineWorld.Options with { Tag = tag },
            },
            Target,
            new RunnerOptions
            {
                VerificationCommand = verification,
                WorkingDirectory = _folder,
                TopologyPath = "topologies/guide.yaml",
                JournalDirectory = Journals,
                Preflight = preflight,
                Analysis = analysis,
            },
            http,
            progress: null,
            TimeProvider.System,
            TestContext.CurrentContext.CancellationToken);
    }

    /// <summary>The guide's image under another tag, in the registry of both regions.</summary>
    public async Task TagAsync(string tag)
    {
        foreach (var region in PipelineWorld.Topology.Regions)
        {
            var ecr = Target.In(region).Ecr;
            var found = await ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = "notification-service", ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] });
            try
            {
                await ecr.PutImageAsync(new PutImageRequest { RepositoryName = "notification-service", ImageTag = tag, ImageManifest = found.Images[0].ImageManifest });
            }
            catch (ImageAlreadyExistsException)
            {
                // The registry replicates: it may be the first to bring the tag to the second region.
            }
        }
    }

    public async Task<IReadOnlyList<string>> VersionsAsync()
    {
        var versions = new List<string>();
        foreach (var cluster in PipelineWorld.Topology.Clusters)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{cluster.LoadBalancer.DnsName}/version");
            using var response = await Target.Traffic.SendAsync(request, CancellationToken.None);
            using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            versions.Add(json.RootElement.GetProperty("version").GetString()!);
        }

        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        await Target.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
