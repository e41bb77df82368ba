using System.Text.Json;
using System.Text.Json.Serialization;
using Verification.Reports.ContinuousIntegration;

namespace Verification.AllureReports;

/// <summary>Who ran the tests: <c>executor.json</c>.</summary>
internal static class Executor
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string ToJson(CiRun run) => JsonSerializer.Serialize(run, Options);
}
