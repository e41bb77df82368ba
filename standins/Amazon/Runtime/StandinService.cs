using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using Verification.Wire;

namespace Amazon.Runtime;

/// <summary>What the clients of one service share.</summary>
internal sealed class StandinService(ServiceDescription description, string id, string endpointPrefix, EndpointRule[] endpoints)
{
    private readonly StandinEndpointProvider _endpoints = new(endpoints);

    public ServiceDescription Description { get; } = description;

    /// <summary>The service's identifier, from which the names of its settings follow: <c>AWS_ENDPOINT_URL_SECRETS_MANAGER</c>.</summary>
    public string Id { get; } = id;

    public string EndpointPrefix { get; } = endpointPrefix;

    public string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(id.Replace(' ', '_'), "4.0.0.0");

    public IServiceMetadata Metadata { get; } = new StandinMetadata(id);

    public void Configure(ClientConfig config)
    {
        config.ServiceId = Id;
        config.AuthenticationServiceName = Description.SigningName;
        config.EndpointProvider = _endpoints;
    }

    // It runs from the base class's constructor: it may not touch the client's own fields.
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new StandinEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }

    public StandinOperation Operation<TResponse, TException>(string name, params DeclaredError[] errors)
        where TResponse : AmazonWebServiceResponse
        where TException : AmazonServiceException =>
        new(this, name, typeof(TResponse), typeof(TException), errors);

    private sealed class StandinMetadata(string id) : IServiceMetadata
    {
        public string ServiceId => id;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0, StringComparer.Ordinal);
    }
}
