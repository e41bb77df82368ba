using NUnit.Framework;
using Verification.Reports.Generating;

namespace Verification.Tests.Reports.Generating;

/// <summary>What happens where there is nothing to run; a real report is made in <c>External</c>.</summary>
public sealed class AllureGeneratorTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("generator-");

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void Without_node_it_says_what_to_install()
    {
        var results = Results("no-node");

        Assert.That(
            async () => await new AllureGenerator("package.json", path: "").GenerateAsync(Request(results), CancellationToken.None),
            Throws.TypeOf<GenerationException>().With.Message.Contains("install Node"));
    }

    [Test]
    public void Without_results_it_says_how_to_get_them() => Assert.That(
        async () => await new AllureGenerator("package.json", path: "").GenerateAsync(Request(Path.Combine(_folder.FullName, "nothing")), CancellationToken.None),
        Throws.TypeOf<GenerationException>().With.Message.Contains("dotnet test suites"));

    [Test]
    public void A_broken_result_is_named()
    {
        var results = Results("broken");
        File.WriteAllText(Path.Combine(results, "b-result.json"), "{");

        Assert.That(
            async () => await new AllureGenerator("package.json", path: "").GenerateAsync(Request(results), CancellationToken.None),
            Throws.TypeOf<GenerationException>().With.Message.Contains("b-result.json"));
    }

    [Test]
    public void Results_of_several_runs_in_one_folder_are_told()
    {
        var (once, again) = (Results("once"), Results("again"));
        File.WriteAllText(Path.Combine(once, "b-result.json"), """{"labels":[],"historyId":"1"}""");
        foreach (var name in (string[])["b", "c"])
        {
            File.WriteAllText(Path.Combine(again, $"{name}-result.json"), """{"labels":[],"historyId":"1"}""");
        }

        Assert.That(ResultsFolder.Read(once).Warnings, Is.Empty);
        Assert.That(ResultsFolder.Read(again).Warnings.Single(), Does.Contain("1 tests have several results").And.Contain("Delete the folder"));
    }

    private GenerationRequest Request(string results) => new() { Results = results, Output = Path.Combine(_folder.FullName, "out"), History = Path.Combine(_folder.FullName, "history.jsonl") };

    private string Results(string name)
    {
        var results = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(results, "a-result.json"), """{"labels":[]}""");
        return results;
    }
}
