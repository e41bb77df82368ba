namespace Verification.Rehearsal.Rehearsing;

/// <summary>What is rehearsed.</summary>
internal sealed record RehearsalOptions
{
    /// <summary>The version that is deployed.</summary>
    public required string Tag { get; init; }

    /// <summary>Sandbox seconds per second.</summary>
    public required double Speed { get; init; }

    /// <summary>The port of the sandbox; 0 for any.</summary>
    public required int Port { get; init; }

    /// <summary>The Harness pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>A fault that strikes the new version once it serves production; null to play the success and then the guide's failure.</summary>
    public string? Fault { get; init; }

    /// <summary>The only cluster that is deployed to; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>The page to write of what the gate says to the release; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>What its messages link to; null for nothing.</summary>
    public Uri? ReportUrl { get; init; }

    /// <summary>The sandbox stays until Ctrl+C.</summary>
    public bool Keep { get; init; }
}
