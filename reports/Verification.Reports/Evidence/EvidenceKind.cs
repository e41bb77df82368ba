namespace Verification.Reports.Evidence;

/// <summary>What a line of evidence holds.</summary>
public static class EvidenceKind
{
    public const string Snapshot = "snapshot";
    public const string Findings = "findings";
    public const string Load = "load";
    public const string Analysis = "analysis";
    public const string Decision = "decision";
    public const string AwsCalls = "aws-calls";
    public const string Journal = "journal";

    public static IReadOnlyList<string> All { get; } = [Snapshot, Findings, Load, Analysis, Decision, AwsCalls, Journal];
}
