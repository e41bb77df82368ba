namespace Verification.Benchmarks.Hosts;

/// <summary>The sandbox as its users start it: <c>verification sandbox</c>.</summary>
internal static class SandboxHost
{
    private const string Ready = "sandbox ready on ";

    public static Task<HostProcess> StartAsync(string seed, double speed, CancellationToken cancellationToken) => HostProcess.StartAsync(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "Verification.Rehearsal.dll"), "sandbox", "--port", "0", "--seed", seed, "--speed", FormattableString.Invariant($"{speed}")],
        line => line.StartsWith(Ready, StringComparison.Ordinal) ? new Uri(line[Ready.Length..]) : null,
        cancellationToken);
}
