using System.Collections.Immutable;
using System.CommandLine;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Settings;
using Verification.Model.Topologies;

namespace Verification.Rehearsal.Commands;

/// <summary>What both commands about pipelines are told: the file, and what it refers to.</summary>
internal sealed class PipelineOptionSet
{
    private const string Standard = "pipelines/multi-cluster-notification.yaml";

    private readonly Argument<string?> _file = new("file")
    {
        Description = $"the Harness pipeline; {Standard} when it is left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _definitions = new("--definitions")
    {
        Description = "the folder of the services, environments, infrastructures and connectors that it refers to; its own, when it has any",
    };

    private readonly Option<string?> _tag = new("--tag") { Description = "the image tag, where the pipeline asks for it" };

    private readonly Option<string[]> _inputs = new("--input") { Description = "NAME=VALUE for a variable that the pipeline asks for" };

    private readonly Option<string[]> _delegates = new("--delegate") { Description = "NAME=REGION for a delegate selector that no connector knows" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        command.Options.Add(_definitions);
        command.Options.Add(_tag);
        command.Options.Add(_inputs);
        command.Options.Add(_delegates);
    }

    /// <exception cref="SettingsException">An option is no pair.</exception>
    public PipelineRequest Request(ParseResult parsed, Topology topology, string executionId)
    {
        var standard = RepositoryFile.Find(Standard);
        return new PipelineRequest
        {
            File = parsed.GetValue(_file) ?? standard,
            Definitions = parsed.GetValue(_definitions),
            StandardDefinitions = Path.GetDirectoryName(standard) ?? ".",
            Topology = topology,
            Options = new PipelineOptions
            {
                Tag = parsed.GetValue(_tag),
                Inputs = Pairs(parsed, _inputs),
                Delegates = Pairs(parsed, _delegates),
                Variable = Environment.GetEnvironmentVariable,
                ExecutionId = executionId,
            },
        };
    }

    private static ImmutableDictionary<string, string> Pairs(ParseResult parsed, Option<string[]> option)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(option) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            pairs[at > 0 ? text[..at] : throw new SettingsException($"{option.Name}: expected NAME=VALUE, found \"{text}\"")] = text[(at + 1)..];
        }

        return pairs.ToImmutable();
    }
}
