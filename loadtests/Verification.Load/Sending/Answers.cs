using System.Text.Json;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load.Sending;

/// <summary>Is an answer the one that was asked for?</summary>
internal static class Answers
{
    public static Exchange Judge(LoadRequest request, int status, long length, ReadOnlySpan<byte> body)
    {
        if (!request.Expects(status))
        {
            return Exchange.Failed(LoadErrorKind.Status, $"status {status}", status, length);
        }

        if (request.VersionProperty is not { } property)
        {
            return new Exchange(status, null, length, null, null);
        }

        return Version(property, body) is { } version
            ? new Exchange(status, null, length, version, null)
            : Exchange.Failed(LoadErrorKind.Answer, $"an answer without a text '{property}'", status, length);
    }

    private static string? Version(string property, ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            string? version = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = json.ValueTextEquals(property);
                json.Read();
                version = wanted && json.TokenType == JsonTokenType.String ? json.GetString() : version;
                json.Skip();
            }

            return version;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
