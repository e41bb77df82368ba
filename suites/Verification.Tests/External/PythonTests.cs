using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>The guide's 8.1 integration test, word for word, by every Python here that has boto3 and requests.</summary>
[Category("External")]
public sealed class PythonTests
{
    [Test]
    [CancelAfter(300_000)]
    public async Task The_integration_test_of_the_guide_passes(CancellationToken cancellationToken)
    {
        await using var sandbox = await GuideEndpoint.StartAsync();
        var environment = sandbox.Environment;
        var tried = 0;
        foreach (var python in ExternalTool.All("python3"))
        {
            var has = await ExternalTool.RunAsync(python, ["-c", "import boto3, requests"], environment, cancellationToken);
            if (has.ExitCode != 0)
            {
                continue;
            }

            tried++;
            environment["PYTHONPATH"] = GuideEndpoint.File("Python");
            var result = await ExternalTool.RunAsync(python, [GuideEndpoint.File("Guide", "test-multi-cluster-deployment.py")], environment, cancellationToken);

            Assert.That(result.ExitCode, Is.Zero, () => $"{python}: {result}");
            Assert.That(result.Output, Does.Contain("Both clusters running same version: v1.2.3").And.Contain("ALL TESTS PASSED"), python);
        }

        if (tried == 0)
        {
            ExternalTool.Missing("a Python 3 with boto3 and requests", "install python3-boto3 and python3-requests (Debian)");
        }
    }
}
