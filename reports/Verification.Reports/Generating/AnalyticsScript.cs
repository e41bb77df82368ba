using System.Text.RegularExpressions;

namespace Verification.Reports.Generating;

/// <summary>Takes the generator's analytics out of a page: a report is opened where nothing may leave the machine.</summary>
internal static partial class AnalyticsScript
{
    private const string Sign = "googletagmanager.com";

    /// <exception cref="GenerationException">Some of it is left: the generator has another one than this knows.</exception>
    public static string Remove(string html)
    {
        var clean = Scripts().Replace(html, "");
        return clean.Contains(Sign, StringComparison.OrdinalIgnoreCase) || Call().IsMatch(clean)
            ? throw new GenerationException("the report would report itself: the generator's analytics script is another one than it was. Nothing is left of the report; use the pinned version.")
            : clean;
    }

    [GeneratedRegex("""<script[^>]*src="https://www\.googletagmanager\.com/[^"]*"[^>]*></script>\s*(<script>\s*window\.dataLayer[\s\S]*?</script>)?""")]
    private static partial Regex Scripts();

    [GeneratedRegex("""gtag\('config'""")]
    private static partial Regex Call();
}
