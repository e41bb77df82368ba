using Amazon.Runtime.Endpoints;

namespace Amazon.Runtime;

/// <summary>What an endpoint depends on. Core compares the parameters of two calls by this bag, so they live in it.</summary>
internal sealed class StandinEndpointParameters : EndpointParameters
{
    public string? Region { get => (string?)this[nameof(Region)]; init => this[nameof(Region)] = value; }

    public string? Endpoint { get => (string?)this[nameof(Endpoint)]; init => this[nameof(Endpoint)] = value; }

    public bool UseFips { get => (bool)this["UseFIPS"]; init => this["UseFIPS"] = value; }

    public bool UseDualStack { get => (bool)this[nameof(UseDualStack)]; init => this[nameof(UseDualStack)] = value; }
}
