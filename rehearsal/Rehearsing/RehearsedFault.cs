using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Verification.Fixtures.Settings;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>A fault of the sandbox, ordered for a rehearsal.</summary>
/// <param name="IsOfVersion">It strikes a version, which must not stay then; any other is of the ground, and a release may come through it.</param>
internal sealed record RehearsedFault(bool IsOfVersion)
{
    /// <param name="sandbox">Which has it.</param>
    /// <param name="fault">A kind, which strikes the new version where it can be narrowed down to one; or JSON, as it is.</param>
    /// <param name="version">The new version.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SettingsException">The sandbox does not know it.</exception>
    public static async Task<RehearsedFault> StrikeAsync(Uri sandbox, string fault, string version, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = sandbox };
        var isJson = fault.TrimStart().StartsWith('{');
        var isOfVersion = await IsOfVersionAsync(http, isJson ? KindOf(fault) : fault, cancellationToken);
        var body = isJson ? fault : isOfVersion ? JsonSerializer.Serialize(new { kind = fault, version }) : JsonSerializer.Serialize(new { kind = fault });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/_sandbox/faults", UriKind.Relative), content, cancellationToken);
        return answer.IsSuccessStatusCode
            ? new RehearsedFault(isOfVersion)
            : throw new SettingsException($"--fault {fault}: {Error(await answer.Content.ReadAsStringAsync(cancellationToken))}");
    }

    private static async Task<bool> IsOfVersionAsync(HttpClient http, string kind, CancellationToken cancellationToken)
    {
        var kinds = (await http.GetFromJsonAsync<JsonElement>("/_sandbox/faults/kinds", cancellationToken)).GetProperty("kinds");
        return kinds.EnumerateArray().Any(one => one.GetProperty("kind").ValueEquals(kind) && one.GetProperty("scope").EnumerateArray().Any(field => field.ValueEquals("version")));
    }

    // What is wrong with the JSON, the sandbox says.
    private static string KindOf(string json)
    {
        try
        {
            return JsonElement.Parse(json) is var fault && fault.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString()! : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Error(string answer)
    {
        try
        {
            return JsonElement.Parse(answer).GetProperty("error").GetString() ?? answer;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return answer;
        }
    }
}
