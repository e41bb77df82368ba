namespace Verification.Tests.Matrix;

/// <summary>All faults, each played once in a test run, when somebody asks for it first.</summary>
internal static class PlayedMatrix
{
    // Most of a fault is waiting: for the SDK's pauses, for answers that are late.
    private const int AtOnce = 6;

    private static readonly SemaphoreSlim Gate = new(AtOnce);

    private static readonly Dictionary<string, Lazy<Task<MatrixRow>>> Rows =
        Faults().ToDictionary(NameOf, fault => new Lazy<Task<MatrixRow>>(() => PlayAsync(fault)), StringComparer.Ordinal);

    public static IReadOnlyList<MatrixFault> All { get; } = [.. Faults()];

    public static string NameOf(MatrixFault fault) => $"{fault.Play}: {fault.Name}";

    public static Task<MatrixRow> RowAsync(MatrixFault fault) => Rows[NameOf(fault)].Value;

    /// <summary>Every row, in the order of the table.</summary>
    public static Task<MatrixRow[]> RowsAsync() => Task.WhenAll(All.Select(RowAsync));

    private static IEnumerable<MatrixFault> Faults() => [.. StandingFaults.All, .. AccessFaults.All, .. RollingFaults.All, .. BlueGreenFaults.All];

    private static async Task<MatrixRow> PlayAsync(MatrixFault fault)
    {
        await Gate.WaitAsync();
        try
        {
            return fault.Play is FaultPlay.Standing or FaultPlay.Rolling or FaultPlay.RollingBoth ? await GuidePlay.RunAsync(fault) : await BlueGreenPlay.RunAsync(fault);
        }
        finally
        {
            Gate.Release();
        }
    }
}
