using System.CommandLine;
using Verification.Fixtures.Settings;
using Verification.Load.Ecs;
using Verification.Load.Plans;

namespace Verification.Rehearsal.Commands;

/// <summary>The options of load that tasks of ECS make.</summary>
internal sealed class WorkerOptionSet
{
    private readonly Option<int?> _workers = new("--workers") { Description = "let so many tasks of ECS make the load, each a share of it" };
    private readonly Option<string?> _cluster = new("--cluster") { Description = "the cluster in which they run" };
    private readonly Option<string?> _definition = new("--task-definition") { Description = "their task definition: this tool's image, log driver awslogs" };
    private readonly Option<string?> _container = new("--container") { Description = "the container that makes the load, where there are several" };
    private readonly Option<string?> _region = new("--region") { Description = "their region (or AWS_REGION, AWS_DEFAULT_REGION)" };
    private readonly Option<string[]> _subnets = Several("--subnets", "their subnets");
    private readonly Option<string[]> _groups = Several("--security-groups", "their security groups");
    private readonly Option<bool> _publicIp = new("--assign-public-ip") { Description = "give each a public address" };
    private readonly Option<int?> _startIn = new("--start-in") { Description = "after how many seconds they begin: what tasks need to start at the most; 120, in a sandbox 15" };

    /// <summary>Where the cluster is.</summary>
    public SettingOptions Settings { get; } = new(SettingKey.Target, SettingKey.Endpoint, SettingKey.TrafficProxy, SettingKey.AllowChanges);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _workers, _cluster, _definition, _container, _region, _subnets, _groups, _publicIp, _startIn })
        {
            command.Options.Add(option);
        }

        Settings.AddTo(command);
    }

    public bool AreWanted(ParseResult parsed) => parsed.GetValue(_workers) is not null;

    /// <param name="parsed">The command line.</param>
    /// <param name="speed">The target's seconds per real second: where time runs faster, tasks start sooner.</param>
    public EcsWorkers Workers(ParseResult parsed, double speed) => new()
    {
        Count = parsed.GetValue(_workers)!.Value,
        Cluster = parsed.GetValue(_cluster) ?? throw new LoadException("--workers run in a cluster: give --cluster as well"),
        TaskDefinition = parsed.GetValue(_definition) ?? throw new LoadException("--workers are tasks: give --task-definition as well"),
        Container = parsed.GetValue(_container),
        Region = parsed.GetValue(_region) ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION")
            ?? throw new LoadException("--workers run in a region: give --region, or set AWS_REGION"),
        Subnets = [.. Split(parsed.GetValue(_subnets))],
        SecurityGroups = [.. Split(parsed.GetValue(_groups))],
        AssignPublicIp = parsed.GetValue(_publicIp),
        StartIn = TimeSpan.FromSeconds(parsed.GetValue(_startIn) ?? (speed > 10 ? 15 : 120)),
    };

    private static Option<string[]> Several(string name, string description) => new(name) { Description = $"{description}, with commas between them" };

    private static IEnumerable<string> Split(string[]? given) =>
        (given ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
