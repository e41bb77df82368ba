using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Verification.Reports.Evidence;

/// <summary>One run's file of evidence. It is only ever added to.</summary>
internal sealed class EvidenceFile(string path)
{
    public const string Pattern = "evidence-*.jsonl";

    private readonly Lock _lock = new();
    private int _lines;
    private string _last = EvidenceLine.NoHash;

    public string Path { get; } = path;

    /// <summary>A name that no other run has.</summary>
    public static EvidenceFile New(string folder, DateTimeOffset now)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"evidence-{now.UtcDateTime:yyyyMMdd'T'HHmmss'.'fff'Z'}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}.jsonl");
        return new EvidenceFile(System.IO.Path.Combine(folder, name));
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(DateTimeOffset at, string kind, JsonNode payload)
    {
        lock (_lock)
        {
            var (text, hash) = EvidenceLine.Write(_lines + 1, at, kind, payload, _last);
            using var file = new FileStream(Path, _lines == 0 ? FileMode.CreateNew : FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.UTF8.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
            (_lines, _last) = (_lines + 1, hash);
        }
    }

    /// <param name="path">The file.</param>
    /// <param name="untilTorn">Whether a last line that its writer did not finish is left out; otherwise it is an error, for something was seen and is not known.</param>
    /// <exception cref="EvidenceException">A line of it is not as it was written.</exception>
    public static IReadOnlyList<EvidenceLine> Read(string path, bool untilTorn)
    {
        var lines = new List<EvidenceLine>();
        var texts = File.ReadLines(path).ToList();
        foreach (var text in untilTorn && texts is [.., var last] && !EvidenceLine.IsWhole(last) ? texts[..^1] : texts)
        {
            lines.Add(EvidenceLine.Read(text, lines.Count + 1, lines.Count == 0 ? EvidenceLine.NoHash : lines[^1].Hash, $"{path}:{lines.Count + 1}"));
        }

        return lines.Count > 0 || untilTorn ? lines : throw new EvidenceException($"{path}: expected lines of evidence, found none: its writer was ended. Take the evidence again.");
    }
}
