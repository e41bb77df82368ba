using NUnit.Framework;
using Verification.Sandbox.Hosting;

namespace Verification.Tests.External;

/// <summary>What every Python here that has boto3 and requests makes of the sandbox.</summary>
[Category("External")]
public sealed class PythonTests
{
    [Test]
    [CancelAfter(300_000)]
    public async Task The_integration_test_of_the_guide_passes(CancellationToken cancellationToken)
    {
        await using var sandbox = await GuideEndpoint.StartAsync();
        var environment = sandbox.Environment;
        environment["PYTHONPATH"] = GuideEndpoint.File("Python");

        foreach (var python in await PythonsAsync(environment, cancellationToken))
        {
            var result = await ExternalTool.RunAsync(python, [GuideEndpoint.File("Guide", "test-multi-cluster-deployment.py")], environment, cancellationToken);

            Assert.That(result.ExitCode, Is.Zero, () => $"{python}: {result}");
            Assert.That(result.Output, Does.Contain("Both clusters running same version: v1.2.3").And.Contain("ALL TESTS PASSED"), python);
        }
    }

    [Test]
    [CancelAfter(600_000)]
    public async Task Every_operation_of_the_sandbox_is_understood_by_boto3(CancellationToken cancellationToken)
    {
        string[] operations = [.. new OperationTable(Composition.Services).All.Select(operation => $"{operation.Service.SigningName}:{operation.Name}")];
        var unknownToAll = operations.ToHashSet(StringComparer.Ordinal);
        foreach (var python in await PythonsAsync([], cancellationToken))
        {
            await using var sandbox = await GuideEndpoint.StartAsync("none");

            var result = await ExternalTool.RunAsync(python, [GuideEndpoint.File("Python", "every_operation.py"), .. operations], sandbox.Environment, cancellationToken);

            Assert.That(result.ExitCode, Is.Zero, () => $"{python}: {result}");
            unknownToAll.IntersectWith(result.Output.Split('\n').Single(line => line.StartsWith("unknown:", StringComparison.Ordinal)).Split(' '));
        }

        // An old boto3 does not know the newest operations; together they have to know all.
        Assert.That(unknownToAll, Is.Empty);
    }

    private static async Task<IReadOnlyList<string>> PythonsAsync(Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var python in ExternalTool.All("python3"))
        {
            if ((await ExternalTool.RunAsync(python, ["-c", "import boto3, requests"], environment, cancellationToken)).ExitCode == 0)
            {
                found.Add(python);
            }
        }

        if (found.Count == 0)
        {
            ExternalTool.Missing("a Python 3 with boto3 and requests", "install python3-boto3 and python3-requests (Debian)");
        }

        return found;
    }
}
