using System.Text.Json;
using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>The AWS SDK for JavaScript against the sandbox.</summary>
[Category("External")]
public sealed class JavaScriptTests
{
    [Test]
    [CancelAfter(180_000)]
    public async Task The_sdk_for_javascript_sees_the_cluster_of_the_guide(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("node") is not [var node, ..] || !Directory.Exists(GuideEndpoint.File("JavaScript", "node_modules")))
        {
            ExternalTool.Missing("Node with the AWS SDK for JavaScript", "npm ci --prefix suites/Verification.Tests/External/JavaScript");
            return;
        }

        await using var sandbox = await GuideEndpoint.StartAsync();
        var result = await ExternalTool.RunAsync(node, [GuideEndpoint.File("JavaScript", "look.mjs")], sandbox.Environment, cancellationToken);

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        using var seen = JsonDocument.Parse(result.Output);
        var root = seen.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("status").GetString(), Is.EqualTo("ACTIVE"));
            Assert.That(root.GetProperty("created").GetBoolean(), Is.True, "createdAt is a date");
            Assert.That(root.GetProperty("running").GetInt32(), Is.EqualTo(3));
            Assert.That(root.GetProperty("health").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(["HEALTHY", "HEALTHY", "HEALTHY"]));
            Assert.That(root.GetProperty("dns").GetString(), Is.EqualTo("prod-alb-123456789.us-east-1.elb.amazonaws.com"));
            Assert.That(root.GetProperty("targets").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(["healthy", "healthy", "healthy"]));
            Assert.That(root.GetProperty("digest").GetString(), Does.Match("^sha256:[0-9a-f]{64}$"));
            Assert.That(root.GetProperty("missing").GetString(), Is.EqualTo("ClusterNotFoundException"));
        });
    }
}
