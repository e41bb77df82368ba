namespace Verification.AllureReports;

/// <summary>
/// What results show beside their steps. Many may show the same; each has a file of its own then, for the generator takes a second result that refers to a
/// file for one whose file is missing.
/// </summary>
/// <param name="Name">Its name in a report.</param>
/// <param name="MediaType">For example <c>application/json</c>.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Text">What it holds, asked for once; secrets in it are hidden.</param>
public sealed record ReportedAttachment(string Name, string MediaType, string Extension, Func<string> Text)
{
    private readonly Lazy<string> _hidden = new(() => RunFiles.Hide(Text(), Extension));

    /// <summary>A picture; null where there is none.</summary>
    public static ReportedAttachment? Picture(string name, string? svg) => svg is null ? null : new ReportedAttachment(name, "image/svg+xml", ".svg", () => svg);

    /// <returns>The name of a new file in the results folder.</returns>
    internal string Write() => RunFiles.Attach(_hidden.Value, Extension);
}
