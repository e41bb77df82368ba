using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Runtime;

internal sealed class StandinEndpointProvider(EndpointRule[] rules) : IEndpointProvider
{
    /// <exception cref="AmazonClientException">The settings contradict each other, or the region's partition has no such endpoint.</exception>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var asked = (StandinEndpointParameters)parameters;
        if (asked.Endpoint is { Length: > 0 } custom)
        {
            return asked.UseFips ? throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported")
                : asked.UseDualStack ? throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported")
                : new Endpoint(custom);
        }

        if (asked.Region is not { Length: > 0 } region)
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        var partition = Fn.Partition(region);
        var rule = rules.First(r => r.Matches(asked.UseFips, asked.UseDualStack, (string)partition["name"]));
        var supported = rule.Unchecked || rule.Partition is not null
            || ((!asked.UseFips || partition["supportsFIPS"] is true) && (!asked.UseDualStack || partition["supportsDualStack"] is true));
        return supported ? rule.Endpoint(region, partition) : throw new AmazonClientException(Unsupported(asked));
    }

    private static string Unsupported(StandinEndpointParameters asked) => (asked.UseFips, asked.UseDualStack) switch
    {
        (true, true) => "FIPS and DualStack are enabled, but this partition does not support one or both",
        (true, false) => "FIPS is enabled but this partition does not support FIPS",
        _ => "DualStack is enabled but this partition does not support DualStack",
    };
}
