using Allure.NUnit;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Model.Gate;
using Verification.Reports.Evidence;

namespace Verification.Suites;

/// <summary>
/// Looks once, before the first test of the assembly, at what the settings name. Every test judges that one snapshot.
/// </summary>
/// <remarks>When looking is impossible, every test fails with the reason: NUnit does that for a set-up that throws.</remarks>
[SetUpFixture]
[AllureNUnit]
[HidesSecrets]
public sealed class VerificationRunFixture
{
    private static VerificationRun? _run;

    /// <summary>The run that the tests judge.</summary>
    public static VerificationRun Run => _run ?? throw new InvalidOperationException("no snapshot was taken: the one-time set-up has not run");

    /// <summary>How much weight the checks have, for reports; the gate decides with it.</summary>
    public static Policy Policy { get; private set; } = Policy.Strict;

    public static string? TopologyPath { get; private set; }

    [OneTimeSetUp]
    public Task SetUpAsync() => HidesSecretsAttribute.InAsync(LookAsync);

    [OneTimeTearDown]
    public void HideSecrets() => RunFiles.HideSecrets();

    private static async Task LookAsync()
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        var settings = SuiteSettings.Resolve();
        TopologyPath = settings.TopologyPath;
        RunFiles.Write([("Topology", settings.TopologyPath), ("Target", settings.Endpoint?.ToString() ?? settings.Target.ToString().ToLowerInvariant())]);
        Policy = PolicyFile.Of(settings);
        KnownSecrets.Add(Policy.Redact);

        // Damaged evidence ends the run before anything is added to it.
        _ = EarlierEvidence.Snapshots;
        _run = await VerificationRun.RunAsync(settings, cluster: null, new StartLines(), TimeProvider.System, cancellationToken);
        if (settings.EvidencePath is { } evidence)
        {
            var added = new EvidenceFolder(evidence, TimeProvider.System, Redaction.OfRun(Policy.Redact));
            added.Add(_run.Snapshot);
            added.Add(_run.Findings);
            added.Add(_run.Calls);
        }

        SuiteReport.Write();
        await TestContext.Progress.WriteLineAsync(
            $"looked at {_run.Snapshot.Target} in {_run.Elapsed.TotalMilliseconds:0} ms with {_run.Snapshot.AwsCalls.Values.Sum()} AWS calls: {_run.Decision.Kind}, {_run.Decision.Reason}");
    }
}
