using System.Net;
using System.Net.Sockets;

namespace Verification.Benchmarks.Hosts;

/// <summary>moto's server, for comparison, where it is installed.</summary>
internal static class MotoHost
{
    public static async Task<HostProcess?> TryStartAsync(CancellationToken cancellationToken)
    {
        var file = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "moto_server")).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return null;
        }

        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        return await HostProcess.StartAsync(
            file,
            ["-H", "127.0.0.1", "-p", $"{url.Port}"],
            line => line.Contains("Running on", StringComparison.Ordinal) ? url : null,
            cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
