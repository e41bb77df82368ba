using NUnit.Framework;
using Verification.Tests.External;

namespace Verification.Tests.Suites;

/// <summary>The suite Rollback beside evidence that does, or does not yet, tell what served before; its folder named as on the command line.</summary>
public sealed class RollbackSuiteTests
{
    private const string Runsettings = "sandbox.runsettings";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verification-called-");

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    [CancelAfter(120_000)]
    public async Task Without_an_earlier_look_it_does_not_apply_and_a_step_that_asks_for_it_fails(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PWD"] = _folder.FullName, ["VERIFICATION_EVIDENCE"] = "left/evidence" };

        var step = await SuiteRun.RunAsync(Runsettings, "TestCategory=Rollback", environment, cancellationToken);
        var first = await SuiteRun.RunAsync(Runsettings, "FullyQualifiedName~RollbackTests|TestCategory=account", environment, cancellationToken);
        var second = await SuiteRun.RunAsync(Runsettings, "TestCategory=Rollback", environment, cancellationToken);

        Assert.That(step.ExitCode, Is.Not.Zero, step.ToString);
        Assert.That(first.ExitCode, Is.Zero, first.ToString);
        Assert.That(first.Output, Does.Match(@"Passed: +[1-9]").And.Match(@"Skipped: +2\s").And.Contain("not applicable: before this run nothing in"));
        Assert.That(Directory.GetFiles(Path.Combine(_folder.FullName, "left", "evidence")), Is.Not.Empty, first.ToString);
        Assert.That(second.ExitCode, Is.Zero, second.ToString);
        Assert.That(second.Output, Does.Match(@"Passed: +2\s").And.Not.Contain("Skipped:"));
    }
}
