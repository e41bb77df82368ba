namespace Verification.Reports.Generating;

/// <summary>What report is wanted.</summary>
public sealed record GenerationRequest
{
    /// <summary>The folder of result files.</summary>
    public required string Results { get; init; }

    /// <summary>The folder of the report. What was in it is deleted.</summary>
    public required string Output { get; init; }

    /// <summary>The file that earlier runs are kept in, a line each; this run is added.</summary>
    public required string History { get; init; }

    /// <summary>One file that opens from disk, instead of a folder for a web server.</summary>
    public bool SingleFile { get; init; }

    public string Name { get; init; } = "Verification";
}
