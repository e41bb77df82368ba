using System.Globalization;
using System.Text;
using Verification.Load.Plans;

namespace Verification.Load.Sending;

/// <summary>A request as it goes over the wire, made once.</summary>
internal static class RequestBytes
{
    public static byte[] Of(LoadRequest request, bool throughProxy)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{request.Method} {(throughProxy ? request.Url.AbsoluteUri : request.Url.PathAndQuery)} HTTP/1.1\r\n");
        if (!request.Headers.Any(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            text.Append(CultureInfo.InvariantCulture, $"Host: {request.Url.Authority}\r\n");
        }

        foreach (var (name, value) in request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var body = request.Body.IsDefault ? [] : request.Body;
        if (body.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(text.Append("\r\n").ToString()), .. body];
    }
}
