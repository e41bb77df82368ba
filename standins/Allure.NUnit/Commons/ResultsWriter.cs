using System.Text.Json;
using System.Text.Json.Serialization;
using Allure.Net.Commons.Configuration;

namespace Allure.Net.Commons;

/// <summary>Writes the files that Allure's report generators read. A file has its name once it is whole, so a run that is killed leaves no half of one.</summary>
internal sealed class ResultsWriter
{
    private readonly AllureConfiguration _configuration;

    private readonly JsonSerializerOptions _options;

    public ResultsWriter(AllureConfiguration configuration)
    {
        _configuration = configuration;
        _options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            WriteIndented = configuration.IndentOutput,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        Directory = Create(configuration.Directory);
    }

    public string Directory { get; }

    public void Write(TestResult result)
    {
        LinkPatterns.Apply(result.links, _configuration.Links);
        WriteWhole($"{Guid.NewGuid():N}-result.json", JsonSerializer.SerializeToUtf8Bytes(result, _options));
    }

    public void Write(TestResultContainer container)
    {
        LinkPatterns.Apply(container.links, _configuration.Links);
        WriteWhole($"{Guid.NewGuid():N}-container.json", JsonSerializer.SerializeToUtf8Bytes(container, _options));
    }

    /// <returns>The file's name, which an attachment has as its source.</returns>
    public string WriteAttachment(byte[] content, string? extension)
    {
        // The extension comes from outside; it may not lead anywhere.
        var safe = extension is not null && extension.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.') ? extension : "";
        var name = $"{Guid.NewGuid()}-attachment{safe}";
        WriteWhole(name, content);
        return name;
    }

    public void CleanUp()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory))
        {
            File.Delete(file);
        }

        foreach (var folder in System.IO.Directory.EnumerateDirectories(Directory))
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Tests do not fail because their report has no place: as in the official package it is then made among temporary files.</summary>
    private static string Create(string directory)
    {
        try
        {
            return System.IO.Directory.CreateDirectory(directory).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return System.IO.Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "allure-results")).FullName;
        }
    }

    private void WriteWhole(string name, byte[] content)
    {
        var path = Path.Combine(Directory, name);
        File.WriteAllBytes(path + ".part", content);
        File.Move(path + ".part", path);
    }
}
