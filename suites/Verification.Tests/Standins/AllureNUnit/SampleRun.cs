using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace Verification.Tests.Standins.AllureNUnit;

/// <summary>A run of the samples, or of suites, in a process of its own, and the files that it left.</summary>
internal sealed class SampleRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allure-");

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public string Results => Path.Combine(_folder.FullName, "allure-results");

    public IReadOnlyList<JsonElement> Tests => Read("-result.json");

    public IReadOnlyList<JsonElement> Containers => Read("-container.json");

    /// <summary>What NUnit itself says of those that are to be reported.</summary>
    public IReadOnlyList<XElement> Expected => [.. XElement.Load(Path.Combine(_folder.FullName, "nunit.xml")).Descendants("test-case")
        .Where(test => ((string)test.Attribute("classname")!).EndsWith("QuietSamples", StringComparison.Ordinal) is false)];

    /// <summary>Every file that the run left, NUnit's own account included.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories);

    public static Task<SampleRun> RunAsync(CancellationToken cancellationToken) =>
        RunAsync(SampleProcess.Samples.Location, "<filter/>", new Dictionary<string, string> { ["ALLURE_LABEL_environment"] = "rehearsal" }, cancellationToken);

    public static async Task<SampleRun> RunAsync(string assembly, string filter, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var run = new SampleRun();
        var configuration = run.Write("allureConfig.json", JsonSerializer.Serialize(new
        {
            allure = new
            {
                directory = run.Results,
                links = (string[])["https://example.org/issues/{issue}", "https://example.org/tests/{tms}"],
                indentOutput = true,
                globalLabels = new { department = "platform", owner = "release engineering" },
            },
        }));
        var start = new ProcessStartInfo("dotnet", [typeof(SampleRun).Assembly.Location, SampleProcess.Command, Path.Combine(run._folder.FullName, "nunit.xml"), assembly, filter])
        {
            UseShellExecute = false,
            WorkingDirectory = run._folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["ALLURE_CONFIG"] = configuration },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? run : throw new InvalidOperationException($"the samples ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>The one result whose test method has that name.</summary>
    public JsonElement Test(string method) => Tests.Single(test => LabelsOf(test, "testMethod").Contains(method));

    public static IReadOnlyList<string> LabelsOf(JsonElement test, string name) =>
        [.. test.GetProperty("labels").EnumerateArray().Where(label => label.GetProperty("name").GetString() == name).Select(label => label.GetProperty("value").GetString()!)];

    public string Attached(JsonElement item, string name) => File.ReadAllText(Path.Combine(Results, item.GetProperty("attachments").EnumerateArray()
        .Single(attachment => attachment.GetProperty("name").GetString() == name).GetProperty("source").GetString()!));

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private List<JsonElement> Read(string suffix) => [.. Directory.GetFiles(Results, "*" + suffix).Order(StringComparer.Ordinal).Select(file =>
    {
        if (!_files.TryGetValue(file, out var text))
        {
            _files[file] = text = File.ReadAllText(file);
        }

        return JsonElement.Parse(text);
    })];
}
