using System.Text;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Topologies;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Topologies;
using Verification.Sandbox.Hosting;
using Verification.Tests.Architecture;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.EndToEnd;

/// <summary>The guide's clusters in a sandbox whose time stands still, to be broken and looked at.</summary>
internal sealed class GuideRun : IAsyncDisposable
{
    private readonly SandboxTarget _target;

    private GuideRun(SandboxTarget target) => _target = target;

    public static Topology Topology { get; } = TopologyFile.Read(Path.Combine(SourceTree.Root, "topologies", "guide.yaml"));

    public SandboxServer Server => _target.Server;

    public Uri Url => _target.Url;

    public AwsClients In(string region) => _target.In(region);

    public static async Task<GuideRun> StartAsync() =>
        new(await SandboxTarget.StartAsync(port: 0, "guide", speed: 0, TestContext.CurrentContext.CancellationToken));

    /// <summary>Looks, and where something is red once more.</summary>
    public Task<VerificationRun> VerifyAsync(Topology? topology = null) =>
        VerificationRun.OnAsync(_target, topology ?? Topology, CheckCatalog.All, progress: null, TimeProvider.System, TestContext.CurrentContext.CancellationToken);

    public async Task<Snapshot> TakeAsync() =>
        await new SnapshotCollector(_target, Topology, TimeProvider.System).CollectAsync(progress: null, TestContext.CurrentContext.CancellationToken);

    /// <summary>What does not pass, as <c>check subject</c>.</summary>
    public async Task<IEnumerable<string>> RedAsync() => Red(await VerifyAsync());

    public static IEnumerable<string> Red(VerificationRun run) =>
        run.Findings.Where(finding => finding.Outcome != Outcome.Passed).Select(finding => $"{finding.Check} {finding.Subject}");

    /// <summary>Pushes a tag to us-east-1, whence it is replicated, unless it is there.</summary>
    public async Task PushAsync(string tag)
    {
        var ecr = In("us-east-1").Ecr;
        var image = (await ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = "notification-service", ImageIds = [new ImageIdentifier { ImageTag = "v1.2.3" }] })).Images[0];
        await ecr.PutImageAsync(new PutImageRequest { RepositoryName = "notification-service", ImageTag = tag, ImageManifest = image.ImageManifest + " " });
    }

    /// <summary>Registers the service's task definition with another tag, and deploys it.</summary>
    public async Task DeployAsync(string cluster, string region, string family, string tag)
    {
        var ecs = In(region).Ecs;
        var definition = (await ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = family })).TaskDefinition;
        foreach (var container in definition.ContainerDefinitions)
        {
            container.Image = container.Image.Replace("v1.2.3", tag, StringComparison.Ordinal);
        }

        var registered = await ecs.RegisterTaskDefinitionAsync(new RegisterTaskDefinitionRequest
        {
            Family = definition.Family,
            Cpu = definition.Cpu,
            Memory = definition.Memory,
            NetworkMode = definition.NetworkMode,
            RequiresCompatibilities = definition.RequiresCompatibilities,
            ExecutionRoleArn = definition.ExecutionRoleArn,
            TaskRoleArn = definition.TaskRoleArn,
            ContainerDefinitions = definition.ContainerDefinitions,
        });
        await ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = cluster, Service = "notification-service", TaskDefinition = registered.TaskDefinition.TaskDefinitionArn });
    }

    /// <param name="fault">As <c>POST /_sandbox/faults</c> takes it.</param>
    public async Task AddFaultAsync(string fault)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var body = new StringContent(fault, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Url, "/_sandbox/faults"), body);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    public Task AdvanceAsync(double seconds) => Server.AdvanceAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
