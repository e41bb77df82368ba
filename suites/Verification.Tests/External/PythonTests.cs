using NUnit.Framework;
using Verification.Sandbox.Hosting;

namespace Verification.Tests.External;

/// <summary>What every Python here that has boto3 and requests makes of the sandbox, old versions of boto3 included.</summary>
[Category("External")]
public sealed class PythonTests
{
    // The exit code with which a script says that this boto3 does not know the operations.
    private const int TooOld = 3;

    [Test]
    [CancelAfter(300_000)]
    public async Task The_integration_test_of_the_guide_passes(CancellationToken cancellationToken)
    {
        var results = await RunAsync(() => GuideEndpoint.StartAsync(), [GuideEndpoint.File("Guide", "test-multi-cluster-deployment.py")], cancellationToken);

        Assert.That(results, Has.All.Contains("Both clusters running same version: v1.2.3").And.All.Contains("ALL TESTS PASSED"));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_blue_green_deployment_pauses_continues_and_goes_back(CancellationToken cancellationToken)
    {
        var results = await RunAsync(() => GuideEndpoint.StartAsync(speed: 120), [GuideEndpoint.File("Python", "native_strategies.py")], cancellationToken);

        Assert.That(results, Has.All.Contains("BLUE/GREEN PASSED"));
    }

    [Test]
    [CancelAfter(600_000)]
    public async Task Every_operation_of_the_sandbox_is_understood_by_boto3(CancellationToken cancellationToken)
    {
        string[] operations = [.. new OperationTable(Composition.Services).All.Select(operation => $"{operation.Service.SigningName}:{operation.Name}")];
        var results = await RunAsync(() => GuideEndpoint.StartAsync("none"), [GuideEndpoint.File("Python", "every_operation.py"), .. operations], cancellationToken);

        // An old boto3 does not know the newest operations; together they have to know all.
        var unknown = results.Select(output => output.Split('\n').Single(line => line.StartsWith("unknown:", StringComparison.Ordinal)).Split(' ')[1..]);
        Assert.That(unknown.Aggregate<IEnumerable<string>>((all, each) => all.Intersect(each, StringComparer.Ordinal)), Is.Empty);
    }

    /// <returns>What it printed, by every Python that could run it, each on a sandbox of its own; each ended well.</returns>
    private static async Task<IReadOnlyList<string>> RunAsync(Func<Task<GuideEndpoint>> start, string[] script, CancellationToken cancellationToken)
    {
        var outputs = new List<string>();
        foreach (var python in ExternalTool.All("python3"))
        {
            if ((await ExternalTool.RunAsync(python, ["-c", "import boto3, requests"], [], cancellationToken)).ExitCode != 0)
            {
                continue;
            }

            await using var sandbox = await start();
            var environment = sandbox.Environment;
            environment["PYTHONPATH"] = GuideEndpoint.File("Python");
            var result = await ExternalTool.RunAsync(python, script, environment, cancellationToken);
            Assert.That(result.ExitCode, Is.Zero.Or.EqualTo(TooOld), () => $"{python}: {result}");
            if (result.ExitCode == 0)
            {
                outputs.Add(result.Output);
            }
        }

        if (outputs.Count == 0)
        {
            ExternalTool.Missing("a Python 3 with requests and a boto3 that is new enough", "install python3-boto3 and python3-requests (Debian), and boto3 1.43 or newer");
        }

        return outputs;
    }
}
