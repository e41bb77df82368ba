using System.Net;
using System.Net.Sockets;
using Verification.Load.Plans;

namespace Verification.Load.Sending;

/// <summary>Looks where a plan's requests would go before the first is sent.</summary>
internal static class Destinations
{
    private static readonly string[] Aws = [".amazonaws.com", ".amazonaws.com.cn"];

    /// <exception cref="LoadException">A name does not resolve, or load on real AWS is not allowed.</exception>
    public static async Task CheckAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        foreach (var host in plan.Requests.Select(request => request.Url.IdnHost).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            // Through a proxy on this machine, the name is one of a sandbox: nothing is asked of DNS for it.
            var names = plan.Proxy is { IsLoopback: true } ? [] : plan.Proxy is null ? await NamesAsync(host, cancellationToken) : [host];
            if (!plan.AllowAws && names.FirstOrDefault(IsAws) is { } aws)
            {
                throw new LoadException(
                    $"{host}: expected a target that may be loaded, found {(aws == host ? "a host" : $"{aws}, a host")} of AWS. Load there reaches real users and costs money: allow it explicitly, or aim at a sandbox.");
            }
        }
    }

    private static async Task<List<string>> NamesAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var entry = IPAddress.TryParse(host.Trim('[', ']'), out _) ? null : await Dns.GetHostEntryAsync(host, cancellationToken);
            return entry is null ? [host] : [host, entry.HostName, .. entry.Aliases];
        }
        catch (SocketException error)
        {
            throw new LoadException($"{host}: expected a host that resolves, found none: {error.Message}. Check the URL, or name the proxy that leads there.", error);
        }
    }

    private static bool IsAws(string name) => Aws.Any(suffix => name.TrimEnd('.').EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
