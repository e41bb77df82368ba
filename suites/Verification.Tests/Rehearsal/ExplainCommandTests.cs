using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Rehearsal.Commands;
using Verification.Tests.EndToEnd;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Rehearsal;

/// <summary>Why, and what to do, as a person asks for it: of a sandbox that runs, and of a snapshot of it.</summary>
public sealed class ExplainCommandTests
{
    private GuideRun _guide = null!;
    private string _snapshot = null!;

    [OneTimeSetUp]
    public async Task BreakAsync()
    {
        _guide = await GuideRun.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(_guide.Url, "/_sandbox/faults"), new { kind = "image-missing", region = "us-west-2", repository = "notification-service" });
        answer.EnsureSuccessStatusCode();
        _snapshot = Path.GetTempFileName();
        await RunAsync("snapshot", "save", _snapshot);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        File.Delete(_snapshot);
        await _guide.DisposeAsync();
    }

    [Test]
    public async Task Explain_tells_cause_proof_remedy_and_commands()
    {
        var result = await RunAsync("explain");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Hold), result.ToString);
        Assert.That(result.Output, Does.StartWith("analytics-cluster/notification-service: The image 123456789012.dkr.ecr.us-west-2.amazonaws.com/notification-service:v1.2.3 is not in the registry of us-west-2. (image-missing, proven)\n  shown by  "));
        Assert.That(result.Output, Does.Contain("\n  to do     ").And.Contain("\n  see       aws ").And.Contain("\n  mend      aws ecr put-image"));
    }

    [Test]
    public async Task A_snapshot_is_explained_offline_and_as_JSON()
    {
        var result = await CliResult.RunAsync(["explain", "--snapshot", _snapshot, "--json"], CancellationToken.None);

        var json = JsonNode.Parse(result.Output)!;
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Hold), result.ToString);
        Assert.That((string?)json["causes"]![0]!["id"], Is.EqualTo("image-missing"));
        Assert.That((string?)json["causes"]![0]!["for"]![0]!["source"], Is.EqualTo("ecr:DescribeImages in us-west-2"));
    }

    [Test]
    public async Task One_cluster_that_is_well_has_nothing_to_explain()
    {
        var result = await RunAsync("explain", "--cluster", "prod-cluster");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
        Assert.That(result.Output, Does.Match(@"\Anothing to explain: all \d+ checks passed\n\z"));
    }

    [Test]
    public async Task Verify_tells_the_first_causes_before_its_decision()
    {
        var result = await RunAsync("verify");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Hold), result.ToString);
        Assert.That(result.Output, Does.Match("(?s)why\nanalytics-cluster/notification-service: The image .*to do     Copy it from us-east-1.*HOLD"));
    }

    [Test]
    public async Task Mend_prints_what_is_safe_as_a_script_and_does_nothing()
    {
        var printed = await RunAsync("mend", "--dry-run");
        var refused = await RunAsync("mend");

        Assert.That((printed.ExitCode, refused.ExitCode), Is.EqualTo((ExitCode.Hold, ExitCode.Usage)));
        Assert.That(printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.All.StartsWith("# ").Or.StartsWith("aws "));
        Assert.That(printed.Output, Does.Contain("\naws ecr put-image --repository-name notification-service --image-tag v1.2.3 "));
        Assert.That(refused.Errors, Does.StartWith("mend only prints: say --dry-run"));
    }

    private Task<CliResult> RunAsync(params string[] args) => CliResult.RunAsync([.. args, "--target", "endpoint", "--endpoint", _guide.Url.ToString()], CancellationToken.None);
}
