using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Model.Topologies;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>Where a rehearsal is played: the embedded sandbox, or a container.</summary>
/// <param name="Target">The target, which goes when the rehearsal ends.</param>
/// <param name="Url">Where it serves.</param>
/// <param name="IsSandbox">It has faults, and a clock that can be played faster.</param>
/// <param name="Description">What it is.</param>
internal sealed record RehearsalPlace(ITarget Target, Uri Url, bool IsSandbox, string Description) : IAsyncDisposable
{
    /// <exception cref="TargetException">The container cannot be started.</exception>
    /// <exception cref="SettingsException">The target is nothing to rehearse on.</exception>
    public static async Task<RehearsalPlace> OpenAsync(VerificationSettings settings, Topology topology, RehearsalOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        if (settings.Target is TargetKind.Endpoint or TargetKind.Aws)
        {
            throw new SettingsException(
                $"a rehearsal publishes images, deploys, and breaks things on purpose, and is played on a sandbox or a container of its own: take {SettingKey.Target.Option} sandbox or localstack. "
                + $"On {(settings.Target == TargetKind.Aws ? "AWS" : settings.Endpoint)} \"verification pipeline run\" runs the pipeline, and --dry-run says what it would change.");
        }

        if (settings.Target != TargetKind.LocalStack)
        {
            var sandbox = await SandboxTarget.StartAsync(options.Port, "guide", options.Speed, cancellationToken);
            return new RehearsalPlace(sandbox, sandbox.Url, IsSandbox: true, "sandbox");
        }

        var start = LocalStackOptions.Of(settings) with { Port = options.Port, Speed = options.Speed, Identifiers = Identifiers(topology, options) };
        var container = await LocalStackTarget.StartAsync(start, topology, say, cancellationToken);
        return new RehearsalPlace(container, container.Url, container.IsSandbox, container.Description);
    }

    public ValueTask DisposeAsync() => Target.DisposeAsync();

    // The pipeline names listeners, rules and subnets, and the container is new.
    private static IReadOnlyDictionary<string, Fixtures.Seeding.ClusterIdentifiers> Identifiers(Topology topology, RehearsalOptions options) => PipelineExecution.Identifiers(new PipelineRequest
    {
        File = options.Pipeline,
        StandardDefinitions = Path.GetDirectoryName(options.Pipeline) ?? ".",
        Topology = topology,
        Options = new PipelineOptions { Tag = options.Tag, Variable = _ => null, ExecutionId = "identifiers" },
    });
}
