using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Verification.Load.Plans;
using Verification.Model.Facts;

namespace Verification.Load.Scaling;

/// <summary>What one of several workers is to do: the whole plan, which share of it is its own, and when all begin.</summary>
public sealed record WorkerOrder
{
    public const int Version = 1;

    /// <summary>The variable of the environment in which a worker finds its order, as <see cref="WorkerOrderText"/> has it.</summary>
    public const string Variable = "VERIFICATION_LOAD_PLAN";

    /// <summary>Some thousands of log streams are read at the end of a run; more workers than these are a mistake.</summary>
    public const int MostWorkers = 500;

    /// <summary>The version of the stored form.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The same for all workers of a run, and for no other run.</summary>
    public required string Run { get; init; }

    /// <summary>Which one, from 1.</summary>
    public required int Worker { get; init; }

    /// <summary>How many there are.</summary>
    public required int Workers { get; init; }

    /// <summary>When measuring begins, for all of them; the warm-up is before it. Real time.</summary>
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>The whole plan, of which a worker runs its share.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>Tells plans apart.</summary>
    [JsonIgnore]
    public string PlanDigest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Plan, SnapshotJson.Options))));

    /// <summary>The orders of all workers of a run.</summary>
    /// <exception cref="LoadException">The plan cannot be run, or not by so many.</exception>
    public static ImmutableArray<WorkerOrder> For(LoadPlan plan, int workers, string run, DateTimeOffset startAt)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (workers is < 1 or > MostWorkers)
        {
            throw new LoadException($"workers: expected 1 to {MostWorkers}, found {workers}");
        }

        ImmutableArray<WorkerOrder> orders =
        [
            .. Enumerable.Range(1, workers).Select(worker => new WorkerOrder
            {
                FormatVersion = Version, Run = run, Worker = worker, Workers = workers, StartAt = startAt, Plan = plan,
            }),
        ];

        // What is wrong with the whole is not said again for each of its parts.
        ImmutableArray<string> problems = plan.Problems() is { IsEmpty: false } whole ? whole : [.. orders.SelectMany(order => order.Problems()).Distinct(StringComparer.Ordinal)];
        return problems.IsEmpty ? orders : throw new LoadException(string.Join('\n', problems));
    }

    /// <summary>This worker's part of the plan.</summary>
    public LoadPlan Share() => Plan.Share(Worker, Workers);

    /// <summary>What is wrong with it, a sentence each; empty when it can be carried out.</summary>
    public ImmutableArray<string> Problems() => Workers is < 1 or > MostWorkers || Worker < 1 || Worker > Workers
        ? [$"the worker: expected one of 1 to {MostWorkers} workers, found {Worker} of {Workers}"]
        : [.. Share().Problems().Select(problem => Workers == 1 ? problem : $"one share of {Workers}: {problem}")];
}
