using Verification.Fixtures.Settings;
using Verification.Reports.ContinuousIntegration;

namespace Verification.Rehearsal.Commands;

/// <summary>What messages about a release link to: the report, or else the page of the CI's run, which keeps it.</summary>
internal static class ReportLink
{
    /// <returns>Null where nobody says.</returns>
    public static Uri? Of(VerificationSettings settings) =>
        settings.ReportUrl ?? (Uri.TryCreate(CiRun.Find(Environment.GetEnvironmentVariable)?.BuildUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null);
}
