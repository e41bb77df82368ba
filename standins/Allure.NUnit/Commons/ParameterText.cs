using System.Text.Encodings.Web;
using System.Text.Json;

namespace Allure.Net.Commons;

/// <summary>The text of a parameter's value: JSON, or what the value says of itself where it has none.</summary>
internal static class ParameterText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object? value)
    {
        if (value is null)
        {
            return "null";
        }

        try
        {
            return JsonSerializer.Serialize(value, value.GetType(), Options);
        }
        catch (Exception error) when (error is NotSupportedException or JsonException or InvalidOperationException or ArgumentException)
        {
            return value.ToString() ?? "";
        }
    }
}
