using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Verification.Load.Plans;
using Verification.Model.Topologies;

namespace Verification.Load.Sending;

/// <summary>Looks where a plan's requests would go before the first is sent.</summary>
internal static class Destinations
{
    /// <returns>The plan as it may be run there.</returns>
    /// <exception cref="LoadException">A name does not resolve, or load on real AWS is not allowed, or not so much of it.</exception>
    public static async Task<LoadPlan> CheckAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var isAws = false;
        foreach (var host in plan.Requests.Select(request => request.Url.IdnHost).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            // Through a proxy on this machine, the name is one of a sandbox: nothing is asked of DNS for it.
            var names = plan.Proxy is { IsLoopback: true } ? [] : plan.Proxy is null ? await NamesAsync(host, cancellationToken) : [host];
            var aws = names.FirstOrDefault(AwsPartition.IsHost);
            isAws |= aws is not null;
            if (!plan.AllowAws && aws is not null)
            {
                throw new LoadException(
                    $"{host}: expected a target that may be loaded, found {(aws == host ? "a host" : $"{aws}, a host")} of AWS. Load there reaches real users and costs money: allow it explicitly, or aim at a sandbox.");
            }
        }

        if (!isAws)
        {
            return plan;
        }

        if (plan.Profile is OpenProfile open && open.HighestRate > plan.AwsCap)
        {
            throw new LoadException(string.Create(
                CultureInfo.InvariantCulture, $"the rate: expected at most {plan.AwsCap:0.#} requests per second on real AWS, found {open.HighestRate:0.#}. Raise the cap where the owner of the account agrees."));
        }

        // Connections that wait for their answers have no rate of their own: the first second above the cap ends the run.
        return plan with { Abort = plan.Abort with { RequestsPerSecond = Math.Min(plan.AwsCap, plan.Abort.RequestsPerSecond ?? plan.AwsCap) } };
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
}
