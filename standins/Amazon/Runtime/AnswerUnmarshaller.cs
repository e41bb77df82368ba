using System.Net;
using System.Text;
using Amazon.Runtime.Internal.Transform;
using Verification.Wire;

namespace Amazon.Runtime;

/// <summary>Makes the operation's response of an answer, or the exception of an error.</summary>
internal sealed class AnswerUnmarshaller(StandinOperation operation) : ResponseUnmarshaller
{
    private const string RequestIdHeader = "x-amzn-RequestId";
    private const int LongestQuote = 1_000;

    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        var body = input.GetResponseBodyBytes();
        var requestId = Header(input, RequestIdHeader);
        try
        {
            AmazonWebServiceResponse response;
            if (operation.Description.Protocol is WireProtocol.Json11)
            {
                response = (AmazonWebServiceResponse)JsonCodec.Read(body, operation.Response, operation.Description);
            }
            else
            {
                response = (AmazonWebServiceResponse)QueryCodec.ReadResponse(
                    new MemoryStream(body), operation.Response, operation.Name, operation.Description, out var inBody);
                requestId ??= inBody;
            }

            response.ResponseMetadata = new ResponseMetadata { RequestId = requestId };
            return response;
        }
        catch (WireFormatException e)
        {
            throw new AmazonUnmarshallingException(requestId, lastKnownLocation: null, Quote(body), e.Message, e) { StatusCode = input.ResponseData.StatusCode };
        }
    }

    public override AmazonServiceException UnmarshallException(UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var body = input.GetResponseBodyBytes();
        var error = Error(input, body);
        var exception = operation.Exception(error, innerException, Header(input, RequestIdHeader) ?? error.RequestId, statusCode);
        if (operation.Description.Protocol is WireProtocol.Json11 && exception.GetType().Namespace == operation.Description.ModelNamespace)
        {
            JsonCodec.ReadInto(exception, body, operation.Description);
        }

        return exception;
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException) =>
        new AnswerBody(responseStream, response);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException, IRequestContext requestContext) =>
        new AnswerBody(responseStream, response);

    private WireError Error(UnmarshallerContext input, byte[] body)
    {
        // What stands between us and AWS (a proxy, a gateway) answers in XML or HTML to a JSON request.
        var isXml = operation.Description.Protocol is not WireProtocol.Json11 || body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<"u8);
        var error = isXml ? QueryCodec.ReadError(new MemoryStream(body)) : JsonCodec.ReadError(body);
        var code = error.Code ?? Header(input, "x-amzn-ErrorType");

        // "aws.namespace#Code:http://..." is Code.
        code = code?[(code.LastIndexOf('#') + 1)..].Split(':')[0];
        return error with { Code = code, Message = error.Message ?? Message(code, body) };
    }

    private static string Message(string? code, byte[] body) =>
        (code is null ? "The service returned an error" : $"The service returned an error with Error Code {code}")
        + (body.Length == 0 ? ". See inner exception for details." : $" with HTTP Body: {Quote(body)}");

    private static string Quote(byte[] body) =>
        body.Length <= LongestQuote ? Encoding.UTF8.GetString(body) : Encoding.UTF8.GetString(body, 0, LongestQuote) + "...";

    private static string? Header(UnmarshallerContext input, string name) =>
        input.ResponseData.GetHeaderValue(name) is { Length: > 0 } value ? value : null;
}
