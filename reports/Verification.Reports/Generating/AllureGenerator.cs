using System.Text.Json;

namespace Verification.Reports.Generating;

/// <summary>Runs the Allure generator that <c>reports/package.json</c> pins.</summary>
/// <param name="package">That file.</param>
/// <param name="path">Where programs are looked for: the variable PATH.</param>
public sealed class AllureGenerator(string package, string? path)
{
    private const string Summary = "summary.json";

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(package))!;

    private string Program => Path.Combine(_folder, "node_modules", "allure", "cli.js");

    /// <exception cref="GenerationException">Node or the results are missing, or the generator failed.</exception>
    public async Task<GeneratedReport> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var results = ResultsFolder.Read(request.Results);
        var node = Tool.Find("node", path) ?? throw new GenerationException(
            "Node is not on the PATH, and the Allure generator needs it: install Node 20 or newer (apt-get install nodejs npm). The results are complete without a report.");
        await InstallAsync(cancellationToken);
        Clear(request.Output);
        var workspace = Directory.CreateTempSubdirectory("allure-");
        try
        {
            await KeepAsync(request.Configuration, ConfigurationOf(addsToHistory: false), cancellationToken);
            var configuration = Path.Combine(workspace.FullName, GeneratorConfiguration.FileName);
            await File.WriteAllTextAsync(configuration, ConfigurationOf(addsToHistory: true), cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(request.History))!);
            var said = await Tool.RunAsync(
                node, [Program, "generate", "--config", configuration, "--output", Path.GetFullPath(request.Output), Path.GetFullPath(request.Results)], workspace.FullName, cancellationToken);
            return await FinishAsync(request.Output, said, cancellationToken) with { Warnings = results.Warnings };
        }
        finally
        {
            workspace.Delete(recursive: true);
        }

        string ConfigurationOf(bool addsToHistory) => GeneratorConfiguration.Of(request, results, Path.GetDirectoryName(Program)!, addsToHistory);
    }

    private static async Task KeepAsync(string? path, string text, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(package))
        {
            throw new GenerationException($"{package}: no such file. It pins the generator, and lies in the repository: run this command there.");
        }

        if (!File.Exists(Program))
        {
            var npm = Tool.Find("npm", path) ?? throw new GenerationException($"the Allure generator is not installed, and npm is not on the PATH: npm ci --prefix {_folder}");
            await Tool.RunAsync(npm, ["ci", "--no-fund", "--no-audit", "--silent"], _folder, cancellationToken);
        }
    }

    /// <summary>An older report is deleted; any other folder is not.</summary>
    private static void Clear(string output)
    {
        if (!Directory.Exists(output) || !Directory.EnumerateFileSystemEntries(output).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(output, Summary)) || !File.Exists(Path.Combine(output, "index.html")))
        {
            throw new GenerationException($"{output}: expected an older report or nothing, found other files, which are not deleted. Name another folder with --output.");
        }

        Directory.Delete(output, recursive: true);
    }

    private static async Task<GeneratedReport> FinishAsync(string output, string said, CancellationToken cancellationToken)
    {
        var first = Path.Combine(output, "index.html");
        if (!File.Exists(first) || !File.Exists(Path.Combine(output, Summary)))
        {
            // A plugin that failed does not end the generator with an error.
            Delete(output);
            throw new GenerationException($"the generator ended without a report:\n{said}");
        }

        try
        {
            foreach (var page in Directory.EnumerateFiles(output, "*.html", SearchOption.AllDirectories).ToList())
            {
                await File.WriteAllTextAsync(page, AnalyticsScript.Remove(await File.ReadAllTextAsync(page, cancellationToken)), cancellationToken);
            }
        }
        catch (GenerationException)
        {
            Delete(output);
            throw;
        }

        var stats = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(output, Summary), cancellationToken)).GetProperty("stats");
        return new GeneratedReport(first, Number(stats, "total"), Number(stats, "passed"));
    }

    private static void Delete(string output)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static int Number(JsonElement stats, string name) => stats.TryGetProperty(name, out var number) ? number.GetInt32() : 0;
}
