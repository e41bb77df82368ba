using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Facts;
using Verification.Reports.Evidence;

namespace Verification.Suites;


/// <summary>
/// Looks once, before the first test of the assembly, at what the settings name. Every test judges that one snapshot.
/// </summary>
/// <remarks>When looking is impossible, every test fails with the reason: NUnit does that for a set-up that throws.</remarks>
[SetUpFixture]
public sealed class VerificationRunFixture
{
    private static VerificationRun? _run;

    /// <summary>The run that the tests judge.</summary>
    public static VerificationRun Run => _run ?? throw new InvalidOperationException("no snapshot was taken: the one-time set-up has not run");

    /// <summary>What earlier steps of the release saw.</summary>
    public static ImmutableArray<Snapshot> EarlierEvidence { get; private set; } = [];

    [OneTimeSetUp]
    public async Task LookAsync()
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        var settings = SuiteSettings.Resolve();
        if (settings.EvidencePath is { } folder && Directory.Exists(folder))
        {
            EarlierEvidence = new EvidenceFolder(folder).Read().Snapshots;
        }

        _run = await VerificationRun.RunAsync(settings, cluster: null, progress: null, TimeProvider.System, cancellationToken);
        if (settings.EvidencePath is { } evidence)
        {
            new EvidenceFolder(evidence).Add(_run.Snapshot);
        }

        await TestContext.Progress.WriteLineAsync(
            $"looked at {_run.Snapshot.Target} in {_run.Elapsed.TotalMilliseconds:0} ms with {_run.Snapshot.AwsCalls.Values.Sum()} AWS calls: {_run.Decision.Kind}, {_run.Decision.Reason}");
    }
}
