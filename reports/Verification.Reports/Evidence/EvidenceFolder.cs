using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;

namespace Verification.Reports.Evidence;

/// <summary>
/// The evidence of one release. Each run that adds to it has a file of its own, a line for each thing, added and never changed; secrets do not get in.
/// </summary>
/// <param name="path">The folder; made when something is added.</param>
/// <param name="time">The clock.</param>
/// <param name="redaction">What is secret.</param>
public sealed class EvidenceFolder(string path, TimeProvider time, Redaction redaction)
{
    private EvidenceFile? _file;

    /// <summary>With what is secret everywhere.</summary>
    public EvidenceFolder(string path)
        : this(path, TimeProvider.System, Redaction.OfRun([]))
    {
    }

    public string Path { get; } = path;

    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void Add(Snapshot snapshot) => Add(EvidenceKind.Snapshot, SnapshotJson.Write(snapshot));

    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void Add(IReadOnlyCollection<Finding> findings) => Add(EvidenceKind.Findings, JsonSerializer.Serialize(findings, SnapshotJson.Options));

    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void Add(LoadEvidence load) => Add(EvidenceKind.Load, LoadEvidenceJson.Write(load));

    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void Add(AnalysisEvidence analysis) => Add(EvidenceKind.Analysis, AnalysisEvidenceJson.Write(analysis));

    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void Add(DecisionRecord decision) => Add(EvidenceKind.Decision, JsonSerializer.Serialize(decision, SnapshotJson.Options));

    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void Add(IReadOnlyCollection<AwsCall> calls) => Add(EvidenceKind.AwsCalls, JsonSerializer.Serialize(calls, SnapshotJson.Options));

    /// <summary>Lines of a journal that something else wrote.</summary>
    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public void AddJournal(string name, IEnumerable<string> lines) => Add(EvidenceKind.Journal, new JsonObject { ["name"] = name, ["lines"] = new JsonArray([.. lines.Select(line => JsonValue.Create(line))]) }.ToJsonString());

    /// <summary>All of it, as the gate judges it. What cannot be read, or was changed, is an error, not one less.</summary>
    /// <exception cref="EvidenceException">The folder or a file in it cannot be read.</exception>
    public ReleaseEvidence Read() => ReadWithHeads().Evidence;

    /// <summary>All of it, and by file the hash of the last line that is in it.</summary>
    /// <exception cref="EvidenceException">The folder or a file in it cannot be read.</exception>
    public (ReleaseEvidence Evidence, ImmutableSortedDictionary<string, string> Heads) ReadWithHeads()
    {
        var files = Files(untilTorn: false);
        return (Of(files.SelectMany(Placed)), files.ToImmutableSortedDictionary(file => System.IO.Path.GetFileName(file.Path), file => file.Lines[^1].Hash, StringComparer.Ordinal));
    }

    /// <summary>What a decision was made from, line for line; what was added later, and by whom that was killed, does not matter.</summary>
    /// <exception cref="EvidenceException">Some of it is not there any more as it was, or cannot be read.</exception>
    public ReleaseEvidence ReadFor(DecisionRecord decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var files = Files(untilTorn: true).ToDictionary(file => System.IO.Path.GetFileName(file.Path), StringComparer.Ordinal);
        return Of(decision.Evidence.SelectMany(head => Placed(files.GetValueOrDefault(head.Key)).ToList() is var lines && lines.FindIndex(each => each.Line.Hash == head.Value) is >= 0 and var last
            ? lines[..(last + 1)]
            : throw new EvidenceException($"{Path}: expected all evidence that the decision was made from, found no {head.Key} as it was then")));
    }

    /// <summary>The decisions that were made on it, oldest first.</summary>
    /// <exception cref="EvidenceException">The folder or a file in it cannot be read.</exception>
    public ImmutableArray<DecisionRecord> Decisions() =>
    [
        .. Of([.. Files(untilTorn: true).SelectMany(Placed)], EvidenceKind.Decision,
            json => JsonSerializer.Deserialize<DecisionRecord>(json, SnapshotJson.Options) ?? throw new JsonException("expected a decision, found null")).OrderBy(decision => decision.DecidedAt),
    ];

    private void Add(string kind, string json)
    {
        try
        {
            Directory.CreateDirectory(Path);
            _file ??= EvidenceFile.New(Path, time.GetUtcNow());
            _file.Add(time.GetUtcNow(), kind, redaction.Of(JsonNode.Parse(json)!));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"{Path}: the evidence cannot be written: {error.Message}", error);
        }
    }

    private List<(string Path, IReadOnlyList<EvidenceLine> Lines)> Files(bool untilTorn)
    {
        if (!Directory.Exists(Path))
        {
            throw new EvidenceException($"{Path}: no such folder. The suites and `verification verify` write evidence with --evidence {Path}.");
        }

        try
        {
            return [.. Directory.EnumerateFiles(Path, EvidenceFile.Pattern).Order(StringComparer.Ordinal).Select(file => (file, EvidenceFile.Read(file, untilTorn)))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"{Path}: the evidence cannot be read: {error.Message}", error);
        }
    }

    private static IEnumerable<(string Path, EvidenceLine Line)> Placed((string Path, IReadOnlyList<EvidenceLine> Lines) file) => (file.Lines ?? []).Select(line => (file.Path, line));

    private static ReleaseEvidence Of(IEnumerable<(string Path, EvidenceLine Line)> placed)
    {
        var lines = placed.ToList();
        return new ReleaseEvidence
        {
            Snapshots = Of(lines, EvidenceKind.Snapshot, SnapshotJson.Read),
            Loads = Of(lines, EvidenceKind.Load, LoadEvidenceJson.Read),
            Analyses = Of(lines, EvidenceKind.Analysis, AnalysisEvidenceJson.Read),
        };
    }

    private static ImmutableArray<T> Of<T>(List<(string Path, EvidenceLine Line)> lines, string kind, Func<string, T> read)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var (path, line) in lines)
        {
            if (!EvidenceKind.All.Contains(line.Kind))
            {
                throw new EvidenceException($"{path}:{line.Number}: expected one of {string.Join(", ", EvidenceKind.All)}, found {line.Kind}: read it with the version of the tool that wrote it");
            }

            if (line.Kind == kind)
            {
                try
                {
                    found.Add(read(line.Payload));
                }
                catch (JsonException error)
                {
                    throw new EvidenceException($"{path}:{line.Number}: {error.Message}", error);
                }
            }
        }

        return found.ToImmutable();
    }
}
