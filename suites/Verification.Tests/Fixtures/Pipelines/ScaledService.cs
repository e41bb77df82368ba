using Verification.Fixtures.Pipelines.Model;
using Verification.Fixtures.Pipelines.Reading;

namespace Verification.Tests.Fixtures.Pipelines;

/// <summary>This repository's service with manifests that scale it.</summary>
internal static class ScaledService
{
    public const string Target = """{ "serviceNamespace": "ecs", "scalableDimension": "ecs:service:DesiredCount", "minCapacity": 2, "maxCapacity": 6 }""";

    public const string Policy = """
        { "policyName": "cpu", "policyType": "TargetTrackingScaling", "serviceNamespace": "ecs", "scalableDimension": "ecs:service:DesiredCount",
          "targetTrackingScalingPolicyConfiguration": { "targetValue": 75, "predefinedMetricSpecification": { "predefinedMetricType": "ECSServiceAverageCPUUtilization" } } }
        """;

    /// <returns>A folder with all definitions, in which the service has these manifests besides; the caller deletes it.</returns>
    public static string Folder(params (string Type, string Content)[] manifests)
    {
        var folder = Directory.CreateTempSubdirectory("verification-test-").FullName;
        foreach (var file in Directory.GetFiles(PipelineWorld.Folder, "*.yaml").Where(file => Path.GetFileName(file) != PipelineWorld.File))
        {
            var text = File.ReadAllText(file);
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), Path.GetFileName(file).StartsWith("service-", StringComparison.Ordinal)
                ? text.Replace("      artifacts:\n", string.Concat(manifests.Select(Manifest)) + "      artifacts:\n", StringComparison.Ordinal)
                : text);
        }

        return folder;
    }

    public static Definitions Read(params (string Type, string Content)[] manifests)
    {
        var folder = Folder(manifests);
        try
        {
            return DefinitionFolder.Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Manifest((string Type, string Content) manifest, int index) => PipelineWorld.Indented(
        $"""
        - manifest:
            identifier: Scaling{index}
            type: {manifest.Type}
            spec:
              store:
                type: Inline
                spec:
                  content: |
        {PipelineWorld.Indented(manifest.Content, 12)}
        """, 8) + "\n";
}
