using NUnit.Framework;
using Verification.Tests.External;

namespace Verification.Tests.Suites;

/// <summary>Where there is no target, no suite passes.</summary>
public sealed class TargetFailureTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Suites_without_a_container_fail_with_the_reason_and_pass_nothing(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" };

        var run = await SuiteRun.RunAsync("localstack.runsettings", "TestCategory=Readiness", environment, cancellationToken);

        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Output, Does.Contain("Docker at unix:///nowhere/docker.sock: expected an answer of the engine"), run.ToString);
        Assert.That(run.Output, Does.Match(@"Total tests: [1-9][0-9]*\s+Failed: [1-9][0-9]*\s"));
    }
}
