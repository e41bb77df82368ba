using System.Globalization;
using System.Text.Json;
using Verification.Model.Facts;

namespace Verification.Load.Scaling;

/// <summary>
/// A report as lines of a log, beside whatever else is written there: <c>@load-report RUN WORKER PART/PARTS BASE64</c>. CloudWatch takes 256 KB
/// an event, and what carries lines to it may cut them at 16 KB, so each is half of that at most.
/// </summary>
public static class WorkerReportLines
{
    private const string Marker = "@load-report";
    private const int PartLength = 8000;

    public static IEnumerable<string> Write(WorkerReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var parts = PackedText.Pack(JsonSerializer.Serialize(report, SnapshotJson.Options)).Chunk(PartLength).ToList();
        return parts.Select((part, index) => string.Create(CultureInfo.InvariantCulture, $"{Marker} {report.Run} {report.Worker} {index + 1}/{parts.Count} {new string(part)}"));
    }

    /// <summary>The report of that worker among a log's lines, in whatever order; null while none of it is there.</summary>
    /// <exception cref="FormatException">A part of it is missing, or it is damaged.</exception>
    public static WorkerReport? Read(IEnumerable<string> lines, string run, int worker)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{Marker} {run} {worker} ");
        var (parts, count) = (new SortedDictionary<int, string>(), 0);
        foreach (var line in lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (line[prefix.Length..].TrimEnd().Split(' ') is not [var place, var text]
                || place.Split('/') is not [var number, var of]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
                || !int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            {
                throw new FormatException($"expected {prefix}PART/PARTS BASE64, found {line[..Math.Min(line.Length, 80)]}");
            }

            parts[part] = text;
        }

        if (count == 0)
        {
            return null;
        }

        return Enumerable.Range(1, count).All(parts.ContainsKey)
            ? Parsed(string.Concat(parts.Values))
            : throw new FormatException($"its report has {count} parts, and only {parts.Count} of them came");
    }

    private static WorkerReport Parsed(string text)
    {
        try
        {
            return StoredJson.Read<WorkerReport>(PackedText.Unpack(text), "load report", WorkerReport.Version);
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message, error);
        }
    }
}
