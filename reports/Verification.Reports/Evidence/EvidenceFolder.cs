using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;

namespace Verification.Reports.Evidence;

/// <summary>The evidence of one release: a file for each snapshot, each run of load and each analysis, added and never changed.</summary>
public sealed class EvidenceFolder(string path)
{
    private const string Snapshots = "snapshot";
    private const string Loads = "load";
    private const string Analyses = "analysis";

    public string Path { get; } = path;

    /// <returns>The file that was written.</returns>
    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public string Add(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Add(Snapshots, snapshot.TakenAt, SnapshotJson.Write(snapshot));
    }

    /// <returns>The file that was written.</returns>
    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public string Add(LoadEvidence load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return Add(Loads, load.TakenAt, LoadEvidenceJson.Write(load));
    }

    /// <returns>The file that was written.</returns>
    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public string Add(AnalysisEvidence analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return Add(Analyses, analysis.TakenAt, AnalysisEvidenceJson.Write(analysis));
    }

    /// <summary>All of it. A file that cannot be read is an error, not one less.</summary>
    /// <exception cref="EvidenceException">The folder or a file in it cannot be read.</exception>
    public ReleaseEvidence Read()
    {
        if (!Directory.Exists(Path))
        {
            throw new EvidenceException($"{Path}: no such folder. The suites and `verification verify` write evidence with --evidence {Path}.");
        }

        return new ReleaseEvidence { Snapshots = ReadAll(Snapshots, SnapshotJson.Read), Loads = ReadAll(Loads, LoadEvidenceJson.Read), Analyses = ReadAll(Analyses, AnalysisEvidenceJson.Read) };
    }

    private string Add(string kind, DateTimeOffset at, string text)
    {
        var time = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
        try
        {
            Directory.CreateDirectory(Path);
            for (var number = 0; ; number++)
            {
                var file = System.IO.Path.Combine(Path, number == 0 ? $"{kind}-{time}.json" : $"{kind}-{time}-{number}.json");
                if (TryWrite(file, text))
                {
                    return file;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"{Path}: the evidence cannot be written: {error.Message}", error);
        }
    }

    private ImmutableArray<T> ReadAll<T>(string kind, Func<string, T> read) =>
        [.. Directory.EnumerateFiles(Path, $"{kind}-*.json").Order(StringComparer.Ordinal).Select(file => ReadOne(file, read))];

    private static bool TryWrite(string file, string text)
    {
        try
        {
            // Under another name first: whoever reads meanwhile sees a whole file or none.
            var temporary = file + ".part";
            File.WriteAllText(temporary, text);
            File.Move(temporary, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            return false;
        }
    }

    private static T ReadOne<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"{file}: {error.Message}", error);
        }
    }
}
