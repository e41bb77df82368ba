using System.Text.Json;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Verification.Wire;

namespace Amazon.Runtime;

internal sealed class RequestMarshaller(StandinOperation operation) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var service = operation.Description;
        var request = new DefaultRequest(input, service.ModelNamespace[..service.ModelNamespace.LastIndexOf('.')]) { HttpMethod = "POST", ResourcePath = "/" };
        if (service.Protocol is WireProtocol.Json11)
        {
            request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{operation.Name}";
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            request.Headers["x-amz-api-version"] = service.ApiVersion;
            request.Content = Json(input, service);
        }
        else
        {
            request.Parameters["Action"] = operation.Name;
            request.Parameters["Version"] = service.ApiVersion;
            foreach (var (name, value) in QueryCodec.WriteRequest(input, service))
            {
                request.Parameters[name] = value;
            }
        }

        return request;
    }

    private static byte[] Json(AmazonWebServiceRequest input, ServiceDescription service)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            JsonCodec.Write(writer, input, service);
        }

        return stream.ToArray();
    }
}
