using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Allure.Net.Commons;
using Verification.Reports.ContinuousIntegration;

namespace Verification.AllureReports;

/// <summary>What a results folder says of the whole run, beside the results.</summary>
public static class RunFiles
{
    // Half a letter in what a service answered is a mark in a report, and no end of the run.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    // What was hidden before it was written need not be read again.
    private static readonly ConcurrentDictionary<string, bool> Own = new(StringComparer.Ordinal);

    /// <summary>Writes environment, executor and categories.</summary>
    /// <param name="environment">What was tested, in the order in which a report shows it.</param>
    public static void Write(IEnumerable<(string Name, string? Value)> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Write("environment.properties", string.Concat(environment.Where(one => one.Value is not null).Select(one => $"{Escape(one.Name, isName: true)}={Escape(one.Value!, isName: false)}\n")));
        Write("categories.json", Categories.ToJson());
        if (CiRun.Find(Environment.GetEnvironmentVariable) is { } run)
        {
            Write("executor.json", Executor.ToJson(run));
        }
    }

    /// <summary>Writes figures that a report shows with their trend.</summary>
    /// <param name="start">When measuring began.</param>
    /// <param name="stop">When it ended.</param>
    /// <param name="metrics">A key's last part names its unit: <c>.p95</c>, <c>.rps</c>.</param>
    public static void WriteMetrics(DateTimeOffset start, DateTimeOffset stop, IEnumerable<(string Key, double Value)> metrics) => Write(
        $"{Guid.NewGuid()}-perf.json",
        JsonSerializer.Serialize(metrics.Select(metric => new
        {
            id = Guid.NewGuid(),
            key = metric.Key,
            value = Math.Round(metric.Value, 3),
            start = start.ToUnixTimeMilliseconds(),
            stop = stop.ToUnixTimeMilliseconds(),
        })));

    /// <summary>Hides secrets in every text file of the results folder; what frameworks write themselves goes past the attribute.</summary>
    public static void HideSecrets()
    {
        foreach (var file in Directory.EnumerateFiles(AllureLifecycle.Instance.ResultsDirectory).Where(file => IsText(file) && !Own.ContainsKey(Path.GetFileName(file))))
        {
            var text = File.ReadAllText(file);
            if (KnownSecrets.Hide(text) != text)
            {
                Replace(file, Hide(text, Path.GetExtension(file)));
            }
        }
    }

    /// <returns>The name under which a result refers to it.</returns>
    internal static string Attach(string hidden, string extension)
    {
        var name = $"{Guid.NewGuid()}-attachment{extension}";
        Replace(Path.Combine(AllureLifecycle.Instance.ResultsDirectory, name), hidden);
        Own[name] = true;
        return name;
    }

    internal static string Hide(string text, string extension) => extension == ".json" ? KnownSecrets.HideInJson(text) : KnownSecrets.Hide(text);

    private static void Write(string name, string text) => Replace(Path.Combine(AllureLifecycle.Instance.ResultsDirectory, name), Hide(text, Path.GetExtension(name)));

    // Under another name first: load tests and suites may run at the same time, into one folder.
    private static void Replace(string file, string text)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}.part";
        File.WriteAllText(temporary, text, Utf8);
        File.Move(temporary, file, overwrite: true);
    }

    private static bool IsText(string file) => Path.GetExtension(file) is ".json" or ".txt" or ".properties" or ".csv" or ".md" or ".svg" or ".html";

    private static string Escape(string text, bool isName)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                ' ' or ':' or '=' or '#' or '!' when isName => $"\\{letter}",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
