using System.Text.Json;
using NUnit.Framework;
using Verification.Rehearsal.Commands;

namespace Verification.Tests.Rehearsal;

/// <summary>The main command as a user has it, on the embedded sandbox.</summary>
public sealed class VerifyTests
{
    [Test]
    public async Task Without_arguments_both_clusters_are_judged_and_promoted()
    {
        var result = await CliResult.RunAsync([], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
        Assert.That(result.Output, Does.Contain("prod-cluster (us-east-1)").And.Contain("analytics-cluster (us-west-2)").And.Contain("all clusters"));
        Assert.That(result.Output, Does.Contain("PROMOTE").And.Match(@"sandbox, \d+ AWS calls, \d+ ms"));
        Assert.That(result.Output, Does.Not.Contain("\u001b"), "a pipe gets plain text");
    }

    [Test]
    public async Task An_expected_tag_that_is_not_deployed_holds()
    {
        var result = await CliResult.RunAsync(["verify", "--expect-tag", "v1.3.0"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Hold), result.ToString);
        Assert.That(result.Output, Does.Contain("HOLD").And.Contain("v1.3.0").And.Contain("v1.2.3"));
    }

    [Test]
    public async Task Json_has_decision_findings_and_calls()
    {
        var result = await CliResult.RunAsync(["verify", "--json", "--cluster", "analytics-cluster"], CancellationToken.None);

        using var verdict = JsonDocument.Parse(result.Output);
        Assert.That(verdict.RootElement.GetProperty("decision").GetString(), Is.EqualTo("promote"), result.ToString);
        Assert.That(verdict.RootElement.GetProperty("awsCallCount").GetInt32(), Is.InRange(10, 25));
        Assert.That(
            verdict.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("cluster").GetString()).Distinct(),
            Is.EquivalentTo(["analytics-cluster", null]));
    }

    [Test]
    public async Task A_saved_snapshot_is_judged_again_and_compared()
    {
        var folder = Directory.CreateTempSubdirectory("verification").FullName;
        var (file, other) = (Path.Combine(folder, "a.json"), Path.Combine(folder, "b.json"));
        try
        {
            var saved = await CliResult.RunAsync(["snapshot", "save", file], CancellationToken.None);
            var judged = await CliResult.RunAsync(["verify", "--snapshot", file], CancellationToken.None);
            await File.WriteAllTextAsync(other, (await File.ReadAllTextAsync(file)).Replace("\"HEALTHY\"", "\"UNHEALTHY\"", StringComparison.Ordinal));
            var same = await CliResult.RunAsync(["snapshot", "diff", file, file], CancellationToken.None);
            var changed = await CliResult.RunAsync(["snapshot", "diff", file, other], CancellationToken.None);
            var sick = await CliResult.RunAsync(["verify", "--snapshot", other], CancellationToken.None);

            Assert.That(saved.ExitCode, Is.Zero, saved.ToString);
            Assert.That(judged.ExitCode, Is.EqualTo(ExitCode.Promote), judged.ToString);
            Assert.That(same.ExitCode, Is.Zero, same.ToString);
            Assert.That(changed.ExitCode, Is.EqualTo(1), changed.ToString);
            Assert.That(changed.Output, Does.Contain("healthStatus").And.Contain("UNHEALTHY"));
            Assert.That(sick.ExitCode, Is.EqualTo(ExitCode.Hold), sick.ToString);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
