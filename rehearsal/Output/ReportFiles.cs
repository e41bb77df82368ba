using Verification.Fixtures.Settings;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.Html;
using Verification.Reports.Promotion.JUnit;
using Verification.Reports.Promotion.Markdown;

namespace Verification.Rehearsal.Output;

/// <summary>The files that a decision is written to; each is null when it was not asked for.</summary>
internal sealed record ReportFiles(string? Html, string? Markdown, string? JUnit, string? Variables)
{
    public bool Any => Html is not null || Markdown is not null || JUnit is not null || Variables is not null;

    /// <exception cref="SettingsException">A file cannot be written.</exception>
    public void Write(PromotionReport report)
    {
        Write(Html, "--report", PromotionHtml.Write, report);
        Write(Markdown, "--summary", PromotionMarkdown.Write, report, IsShared(Markdown) ? File.AppendAllText : null);
        Write(JUnit, "--junit", PromotionJUnit.Write, report);

        // Steps of a pipeline share this one.
        Write(Variables, "--output-file", OutputVariables.Write, report, File.AppendAllText);
    }

    /// <summary>What an earlier run wrote must not stand there as if it were of this one, whatever becomes of it.</summary>
    public void Remove()
    {
        foreach (var path in new[] { Html, IsShared(Markdown) ? null : Markdown, JUnit }.OfType<string>().Where(File.Exists))
        {
            Try(path, () => File.Delete(path));
        }
    }

    /// <summary>GitHub's own file is the whole step's: what other commands of it have written stays.</summary>
    private static bool IsShared(string? path) => path is not null && Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary && Path.GetFullPath(path) == Path.GetFullPath(summary);

    private static void Write(string? path, string option, Func<PromotionReport, string> text, PromotionReport report, Action<string, string>? write = null)
    {
        if (path is not null)
        {
            Try($"{option} {path}", () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                (write ?? File.WriteAllText)(path, text(report));
            });
        }
    }

    private static void Try(string what, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettingsException($"{what}: cannot be written: {error.Message}");
        }
    }
}
