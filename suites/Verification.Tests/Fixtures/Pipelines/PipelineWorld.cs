using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Model;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Pipelines.Reading;
using Verification.Fixtures.Topologies;
using Verification.Model.Topologies;
using Verification.Tests.Architecture;

namespace Verification.Tests.Fixtures.Pipelines;

/// <summary>The pipeline of this repository, small pipelines, and what comes of changing them.</summary>
internal static class PipelineWorld
{
    public const string File = "multi-cluster-notification.yaml";

    public static string Folder { get; } = Path.Combine(SourceTree.Root, "pipelines");

    public static string FullPath { get; } = Path.Combine(Folder, File);

    public static string Yaml { get; } = System.IO.File.ReadAllText(FullPath);

    public static Topology Topology { get; } = TopologyFile.Read(Path.Combine(SourceTree.Root, "topologies", "guide.yaml"));

    public static Definitions Definitions { get; } = DefinitionFolder.Read(Folder);

    public static PipelineOptions Options { get; } = new()
    {
        Tag = "v1.3.0",
        Variable = name => name == "VERIFICATION_SECRET_TOKEN" ? "s3cret-token" : null,
        ExecutionId = "run-1",
    };

    /// <summary>The text with its first occurrence of another replaced; it must occur.</summary>
    public static string With(string before, string after)
    {
        var index = Yaml.IndexOf(before, StringComparison.Ordinal);
        Assert.That(index, Is.GreaterThanOrEqualTo(0), $"{File} has no \"{before}\"");
        return string.Concat(Yaml.AsSpan(0, index), after, Yaml.AsSpan(index + before.Length));
    }

    /// <summary>A pipeline of one Custom stage, <c>one</c>, with these steps; each line of them at the depth of the list.</summary>
    public static string OneStage(string steps, string stageKeys = "", string pipelineKeys = "") => $$"""
        pipeline:
          name: Small
          identifier: small
        {{Indented(pipelineKeys, 2)}}
          stages:
            - stage:
                name: One
                identifier: one
                type: Custom
        {{Indented(stageKeys, 8)}}
                spec:
                  execution:
                    steps:
        {{Indented(steps, 12)}}
        """;

    /// <summary>A step that runs a script.</summary>
    public static string Script(string identifier, string script, string keys = "", string specKeys = "") => $$"""
        - step:
            type: ShellScript
            name: {{identifier}}
            identifier: {{identifier}}
            timeout: 1m
        {{Indented(keys, 4)}}
            spec:
              shell: Bash
              source:
                type: Inline
                spec:
                  script: |-
        {{Indented(script, 12)}}
        {{Indented(specKeys, 6)}}
        """;

    public static string Indented(string text, int by) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', by) + line));

    public static PipelinePlan Plan(string yaml) => Plan(yaml, Options);

    public static PipelinePlan Plan(string yaml, PipelineOptions options) =>
        PipelinePlanner.Plan(PipelineFile.Parse(yaml, File), Definitions, Topology, options);

    /// <summary>Everything that is wrong with it, a line each; none when it can be run.</summary>
    public static ImmutableArray<string> Errors(string yaml, PipelineOptions? options = null)
    {
        try
        {
            Plan(yaml, options ?? Options);
            return [];
        }
        catch (PipelineException error)
        {
            return [.. error.Message.Split('\n')];
        }
    }

    /// <summary>The number of the first line that has the text.</summary>
    public static int LineOf(string yaml, string text)
    {
        var line = yaml.Split('\n').Index().FirstOrDefault(one => one.Item.Contains(text, StringComparison.Ordinal)).Index + 1;
        Assert.That(yaml, Does.Contain(text));
        return line;
    }
}
