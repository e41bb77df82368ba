using System.Net;
using Amazon.Runtime.Internal;
using Verification.Wire;

namespace Amazon.Runtime;

/// <summary>One operation: how its request is written, its answer read, and which errors it declares.</summary>
internal sealed class StandinOperation
{
    private readonly Type _exception;
    private readonly Dictionary<string, Type> _exceptions;
    private readonly RequestMarshaller _marshaller;
    private readonly AnswerUnmarshaller _unmarshaller;

    public StandinOperation(StandinService service, string name, Type response, Type exception, IEnumerable<DeclaredError> errors)
    {
        (Service, Name, Response) = (service, name, response);
        _exception = exception;
        _exceptions = errors.ToDictionary(e => e.Code, e => e.Exception, StringComparer.Ordinal);
        _marshaller = new(this);
        _unmarshaller = new(this);
    }

    public StandinService Service { get; }

    public string Name { get; }

    public Type Response { get; }

    public ServiceDescription Description => Service.Description;

    public InvokeOptionsBase Options() => new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = _unmarshaller };

    /// <summary>The exception of a code that the operation declares, the service's base exception of any other.</summary>
    public AmazonServiceException Exception(WireError error, Exception inner, string? requestId, HttpStatusCode status)
    {
        var type = error.Code is not null && _exceptions.TryGetValue(error.Code, out var declared) ? declared : _exception;
        var errorType = Enum.TryParse<ErrorType>(error.Type, ignoreCase: true, out var parsed) ? parsed : ErrorType.Unknown;
        return (AmazonServiceException)Activator.CreateInstance(type, error.Message, inner, errorType, error.Code, requestId, status)!;
    }
}
