using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.Reports.Generating;

/// <summary>The generator's configuration for one report. It is code, because an environment is chosen by a function.</summary>
internal static class GeneratorConfiguration
{
    public const string FileName = "allurerc.mjs";

    private static readonly (string Suffix, string Unit, string Better)[] Units =
        [(".p50", "ms", "lower"), (".p95", "ms", "lower"), (".p99", "ms", "lower"), (".rps", "requests/s", "higher"), (".errors", "%", "lower"), (".downtime", "ms", "lower"), (".seconds", "s", "lower")];

    /// <param name="request">What is wanted.</param>
    /// <param name="results">What there is.</param>
    /// <param name="package">The generator's folder.</param>
    /// <param name="addsToHistory">Whether this makes a run of its own: the quality gate, which goes by the same configuration, does not.</param>
    public static string Of(GenerationRequest request, ResultsFolder results, string package, bool addsToHistory)
    {
        var configuration = new JsonObject
        {
            ["name"] = request.Name,
            ["historyPath"] = Path.GetFullPath(request.History),
            ["appendHistory"] = addsToHistory,
            ["plugins"] = new JsonObject
            {
                ["awesome"] = new JsonObject { ["options"] = new JsonObject { ["singleFile"] = request.SingleFile, ["reportLanguage"] = "en", ["groupBy"] = new JsonArray("parentSuite", "suite") } },
            },
            ["performance"] = new JsonObject { ["metrics"] = new JsonObject(results.Metrics.Select(Metric)) },
        };
        if (results.Categories is { } categories)
        {
            configuration["categories"] = JsonNode.Parse(categories.GetRawText());
        }

        var gate = QualityGate.RulesOf(request.Policy, request.Clusters, results.Metrics);
        return $$"""
            import { qualityGateDefaultRules } from {{JsonSerializer.Serialize(new Uri(Path.Combine(package, "dist", "rules.js")).AbsoluteUri)}};
            const configuration = {{configuration.ToJsonString()}};
            const environments = {{JsonSerializer.Serialize(results.Environments)}};
            configuration.environments = Object.fromEntries(environments.map(name => [name.replace(/[^A-Za-z0-9_-]/g, "-"), {
              name,
              matcher: ({ labels }) => labels.some(label => label.name === "environment" && label.value === name),
            }]));
            const freshFor = {{request.Policy.FreshFor.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}};
            const gate = {{gate.ToJsonString()}};
            {{QualityGate.Script}}
            export default configuration;

            """;
    }

    private static KeyValuePair<string, JsonNode?> Metric(string key)
    {
        var (_, unit, better) = Units.FirstOrDefault(one => key.EndsWith(one.Suffix, StringComparison.Ordinal), (Suffix: "", Unit: "", Better: "lower"));
        return KeyValuePair.Create<string, JsonNode?>(key, new JsonObject { ["title"] = key, ["unit"] = unit, ["better"] = better });
    }
}
