namespace Verification.Reports.Generating;

/// <summary>A report that was made.</summary>
/// <param name="Page">Its first page.</param>
/// <param name="Total">Tests in it.</param>
/// <param name="Passed">Those that passed.</param>
public sealed record GeneratedReport(string Page, int Total, int Passed)
{
    /// <summary>What a reader should know of the results.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
