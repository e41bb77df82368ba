using Verification.Fixtures.Collectors;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Commands;

/// <summary>Leaves what was seen in the folder that the settings name; nothing where they name none.</summary>
internal static class EvidenceOf
{
    public static EvidenceFolder? Folder(VerificationSettings settings) => settings.EvidencePath is { } path
        ? new EvidenceFolder(path, TimeProvider.System, Redaction.OfRun(PolicyFile.Of(settings).Redact))
        : null;

    /// <summary>What a run saw; when it was interrupted, what it had seen by then.</summary>
    public static async Task<VerificationRun> KeepAsync(VerificationSettings settings, Func<Task<VerificationRun>> look)
    {
        try
        {
            var run = await look();
            Add(settings, run);
            return run;
        }
        catch (LookInterruptedException interrupted)
        {
            Folder(settings)?.Add(interrupted.Partial);
            await Console.Error.WriteLineAsync(settings.EvidencePath is { } path ? $"{interrupted.Message}, and are kept in {path}" : interrupted.Message);
            throw;
        }
    }

    public static void Add(VerificationSettings settings, VerificationRun run)
    {
        if (Folder(settings) is { } folder)
        {
            folder.Add(run.Snapshot);
            folder.Add(run.Findings);
            folder.Add(run.Calls);
        }
    }
}
