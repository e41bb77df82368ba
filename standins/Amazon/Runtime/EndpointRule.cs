using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Runtime;

/// <summary>
/// One line of a service's endpoint rules: the URL, a template over <c>Region</c> and <c>PartitionResult</c>, for FIPS and dual stack as given,
/// in one partition or in all. The signing region is given where it is not the client's.
/// </summary>
internal sealed record EndpointRule(string Url, bool Fips = false, bool DualStack = false, string? Partition = null, string? SigningRegion = null)
{
    public bool Matches(bool fips, bool dualStack, string partition) =>
        Fips == fips && DualStack == dualStack && (Partition is null || string.Equals(Partition, partition, StringComparison.Ordinal));

    public Endpoints.Endpoint Endpoint(string region, Partition partition)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal) { ["Region"] = region, ["PartitionResult"] = partition };
        return SigningRegion is null
            ? new(Fn.Interpolate(Url, values))
            : new(Fn.Interpolate(Url, values), $$"""{"authSchemes":[{"name":"sigv4","signingRegion":"{{Fn.Interpolate(SigningRegion, values)}}"}]}""", headersJson: null);
    }
}
