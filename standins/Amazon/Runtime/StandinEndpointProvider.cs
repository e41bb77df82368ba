using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Runtime;

internal sealed class StandinEndpointProvider(EndpointRule[] rules) : IEndpointProvider
{
    /// <exception cref="AmazonClientException">There is no region, or the settings contradict each other.</exception>
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
        return rules.First(r => r.Matches(asked.UseFips, asked.UseDualStack, (string)partition["name"])).Endpoint(region, partition);
    }
}
