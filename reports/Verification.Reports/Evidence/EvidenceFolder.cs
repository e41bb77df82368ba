using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Verification.Model.Facts;

namespace Verification.Reports.Evidence;

/// <summary>The evidence of one release: a snapshot a file, added and never changed.</summary>
public sealed class EvidenceFolder(string path)
{
    private const string Pattern = "snapshot-*.json";

    public string Path { get; } = path;

    /// <returns>The file that was written.</returns>
    /// <exception cref="EvidenceException">The folder cannot be written.</exception>
    public string Add(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var time = snapshot.TakenAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
        try
        {
            Directory.CreateDirectory(Path);
            for (var number = 0; ; number++)
            {
                var file = System.IO.Path.Combine(Path, number == 0 ? $"snapshot-{time}.json" : $"snapshot-{time}-{number}.json");
                if (TryWrite(file, SnapshotJson.Write(snapshot)))
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

    /// <summary>All snapshots. One that cannot be read is an error, not one less.</summary>
    /// <exception cref="EvidenceException">The folder or a file in it cannot be read.</exception>
    public ImmutableArray<Snapshot> Read()
    {
        if (!Directory.Exists(Path))
        {
            throw new EvidenceException($"{Path}: no such folder. The suites and `verification verify` write evidence with --evidence {Path}.");
        }

        return [.. Directory.EnumerateFiles(Path, Pattern).Order(StringComparer.Ordinal).Select(ReadOne)];
    }

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

    private static Snapshot ReadOne(string file)
    {
        try
        {
            return SnapshotJson.Read(File.ReadAllText(file));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException($"{file}: {error.Message}", error);
        }
    }
}
