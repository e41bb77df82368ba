using System.Text;

namespace Verification.Tests.Wire;

internal sealed record WireAnswer(int Status, byte[] Body)
{
    public string ContentType { get; init; } = "application/x-amz-json-1.1";

    public string? RequestId { get; init; }

    /// <summary>The server takes the request and never answers it.</summary>
    public bool Never { get; init; }

    public static WireAnswer Json(string body, int status = 200) => new(status, Encoding.UTF8.GetBytes(body)) { RequestId = "request-of-the-header" };

    public static WireAnswer Xml(byte[] body, int status = 200) => new(status, body) { ContentType = "text/xml" };

    public static WireAnswer Xml(string body, int status = 200) => Xml(Encoding.UTF8.GetBytes(body), status);
}
