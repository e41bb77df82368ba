using System.Text.Json;
using Amazon.ECS.Model;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Rehearsal.Commands;
using Verification.Tests.Rehearsal;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.External;

/// <summary>The same verify against an emulator that we did not write.</summary>
[Category("External")]
public sealed class MotoTests
{
    [Test]
    [CancelAfter(300_000)]
    public async Task Verify_says_of_moto_what_is_there_and_what_is_not(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("moto_server") is not [var moto, ..])
        {
            // No Debian package brings it, so CI cannot ask for it.
            Assert.Ignore("moto_server is missing here: pip install 'moto[server]'");
            return;
        }

        await using var server = await MotoServer.StartAsync(moto, cancellationToken);
        var before = await VerifyAsync(server, cancellationToken);
        await using var target = new EndpointTarget("moto", server.Url, trafficProxy: null, new BasicAWSCredentials("test", "test"), TargetClock.Real, new ChangePermission(true, "a test"));
        await target.In("us-east-1").Ecs.CreateClusterAsync(new CreateClusterRequest { ClusterName = "prod-cluster" }, cancellationToken);
        var after = await VerifyAsync(server, cancellationToken);

        Assert.That(before["cluster-active prod-cluster"], Is.EqualTo("failed"));
        Assert.That(after["cluster-active prod-cluster"], Is.EqualTo("passed"));
        Assert.That(after["cluster-active analytics-cluster"], Is.EqualTo("failed"));
        Assert.That(after["account"], Is.EqualTo("passed"));
        Assert.That(after["roles"], Is.EqualTo("failed"));
    }

    private static async Task<Dictionary<string, string>> VerifyAsync(MotoServer server, CancellationToken cancellationToken)
    {
        var result = await CliResult.RunAsync(["verify", "--endpoint", server.Url.ToString(), "--json"], cancellationToken);
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Hold), result.ToString);
        using var verdict = JsonDocument.Parse(result.Output);
        return verdict.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("service").GetString() is null or "notification-service")
            .ToDictionary(
                finding => $"{finding.GetProperty("check").GetString()} {finding.GetProperty("cluster").GetString()}".TrimEnd(),
                finding => finding.GetProperty("outcome").GetString()!,
                StringComparer.Ordinal);
    }
}
