using Amazon.ECR.Model;
using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Targets;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>The pipeline of this repository on the guide's clusters.</summary>
public sealed class GuidePipelineTests
{
    // Its scripts only look; that they say "well" is enough here, and the steps of the deployment are the real ones.
    private const string Yes = "true";

    private SandboxTarget _target = null!;
    private string _folder = null!;

    [SetUp]
    public async Task SetUp()
    {
        _target = await SandboxTarget.StartAsync(port: 0, "guide", speed: 120, TestContext.CurrentContext.CancellationToken);
        _folder = Directory.CreateTempSubdirectory("verification-test-").FullName;
    }

    [TearDown]
    public async Task TearDown()
    {
        await _target.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_new_version_goes_to_both_clusters()
    {
        await TagAsync("v1.3.0");

        var result = await RunAsync("v1.3.0", Yes, preflight: true);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success), result.Why);
        Assert.That(await VersionsAsync(), Is.EqualTo(["v1.3.0", "v1.3.0"]));
        Assert.That(result.Stages.SelectMany(stage => stage.Steps).Where(step => step.Type == "Verify").Select(step => step.Why), Is.EqualTo(
            ["all 38 checks passed", "all 32 checks passed"]));
    }

    [Test]
    public async Task When_production_is_not_well_afterwards_it_is_rolled_back_and_analytics_is_not_touched()
    {
        await TagAsync("v1.3.0");

        // What is ill is what the stage's last look finds: the new version is not the one that it expects.
        var result = await RunAsync("v1.3.0", Yes, preflight: true, yaml => yaml.Replace(
            "                  type: Verify\n                  name: Verify Production", "                  type: Http\n                  spec: { url: \"http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version\", method: GET, assertion: <+httpResponseCode> == 418 }\n                  name: Verify Production", StringComparison.Ordinal));

        Assert.That(result.Stages.Select(stage => (stage.Identifier, stage.Status, stage.IsRolledBack)), Is.EqualTo(
        [
            ("validate_prod", RunStatus.Success, false), ("validate_analytics", RunStatus.Success, false), ("deploy_production", RunStatus.Failed, true),
            ("deploy_analytics", RunStatus.Skipped, false), ("final_verification", RunStatus.Skipped, false),
        ]), result.Why);
        Assert.That(result.Stages[2].Steps[^1].Status, Is.EqualTo(RunStatus.Success), result.Stages[2].Steps[^1].Why);
        Assert.That(await VersionsAsync(), Is.EqualTo(["v1.2.3", "v1.2.3"]));
    }

    [Test]
    public async Task A_tag_that_does_not_exist_is_refused_before_the_first_change()
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => RunAsync("v9.9.9", Yes, preflight: true));

        Assert.That(error!.Errors.Select(one => one.Expected), Is.EqualTo(
            ["image notification-service:v9.9.9 in ECR of us-east-1", "image notification-service:v9.9.9 in ECR of us-west-2"]));
        Assert.That(_target.Calls.Calls.Keys, Has.None.Contains("Register").And.None.Contains("CreateService").And.None.Contains("ModifyRule"));
    }

    [Test]
    public async Task Validation_that_fails_ends_it_before_the_first_change()
    {
        await TagAsync("v1.3.0");

        var result = await RunAsync("v1.3.0", "false", preflight: true);

        Assert.That(result.Stages.Skip(2).Select(stage => stage.Status), Has.All.EqualTo(RunStatus.Skipped));
        Assert.That(_target.Calls.Calls.Keys, Has.None.Contains("Register"));
    }

    [Test]
    public async Task A_listener_that_is_another_than_the_topologys_is_refused_before_the_first_change()
    {
        // It is there, and it is the stage listener.
        var error = await Assert.ThrowsAsync<PipelineException>(() => RunAsync("latest", Yes, preflight: true, yaml => yaml.Replace(
            "prodListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/abc123", "prodListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/def456", StringComparison.Ordinal)));

        Assert.That(error!.Message, Does.Contain("the production listener of prod-cluster").And.Contain("Pipeline and topology must mean the same"));
    }

    private async Task<PipelineResult> RunAsync(string tag, string verification, bool preflight, Func<string, string>? change = null)
    {
        var file = Path.Combine(_folder, PipelineWorld.File);
        await File.WriteAllTextAsync(file, change?.Invoke(PipelineWorld.Yaml) ?? PipelineWorld.Yaml);
        if (change is not null)
        {
            Assert.That(change(PipelineWorld.Yaml), Is.Not.EqualTo(PipelineWorld.Yaml), "nothing was changed");
        }

        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        return await PipelineExecution.RunAsync(
            new PipelineRequest
            {
                File = file,
                StandardDefinitions = PipelineWorld.Folder,
                Topology = PipelineWorld.Topology,
                Options = PipelineWorld.Options with { Tag = tag },
            },
            _target,
            new RunnerOptions
            {
                VerificationCommand = verification,
                WorkingDirectory = _folder,
                TopologyPath = "topologies/guide.yaml",
                JournalDirectory = Path.Combine(_folder, "journals"),
                Preflight = preflight,
            },
            http,
            progress: null,
            TimeProvider.System,
            TestContext.CurrentContext.CancellationToken);
    }

    /// <summary>The guide's image under another tag, in the registry of both regions.</summary>
    private async Task TagAsync(string tag)
    {
        foreach (var region in PipelineWorld.Topology.Regions)
        {
            var ecr = _target.In(region).Ecr;
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

    private async Task<IReadOnlyList<string>> VersionsAsync()
    {
        var versions = new List<string>();
        foreach (var cluster in PipelineWorld.Topology.Clusters)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{cluster.LoadBalancer.DnsName}/version");
            using var response = await _target.Traffic.SendAsync(request, CancellationToken.None);
            using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            versions.Add(json.RootElement.GetProperty("version").GetString()!);
        }

        return versions;
    }
}
