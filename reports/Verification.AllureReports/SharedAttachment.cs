namespace Verification.AllureReports;

/// <summary>A file that many tests refer to. It is written when the first one does.</summary>
/// <param name="Name">Its name in a report.</param>
/// <param name="MediaType">For example <c>application/json</c>.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Text">What it holds; secrets in it are hidden.</param>
public sealed record SharedAttachment(string Name, string MediaType, string Extension, Func<string> Text)
{
    private readonly Lazy<string> _source = new(() => RunFiles.Attach(Text(), Extension));

    /// <summary>The name of the file in the results folder.</summary>
    internal string Source => _source.Value;
}
