using Verification.Model.Gate;

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

    /// <summary>What the quality gate of the configuration goes by.</summary>
    public Policy Policy { get; init; } = Policy.Strict;

    /// <summary>The clusters that are declared.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>A file to keep the generator's configuration in, with the quality gate; null for none.</summary>
    public string? Configuration { get; init; }
}
