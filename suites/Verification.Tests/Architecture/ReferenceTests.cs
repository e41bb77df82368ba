using System.Xml.Linq;
using NUnit.Framework;

namespace Verification.Tests.Architecture;

/// <summary>The projects' references run one way: what is judged knows nothing of where facts come from, and the sandbox nothing of who asks.</summary>
public sealed class ReferenceTests
{
    // What each project may reference, itself and what it gets through others apart.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Verification.Model"] = [],
        ["Verification.Wire"] = [],
        ["Amazon"] = ["Verification.Wire"],
        ["Allure.NUnit"] = [],
        ["Verification.Sandbox"] = ["Verification.Wire", "Amazon"],
        ["Verification.Fixtures"] = ["Verification.Model", "Verification.Sandbox", "Amazon"],
        ["Verification.Reports"] = ["Verification.Model"],
        ["Verification.AllureReports"] = ["Verification.Reports", "Allure.NUnit"],
        ["Verification.Load"] = ["Verification.Model"],
        ["Verification.Load.Ecs"] = ["Verification.Fixtures", "Verification.Load"],
        ["Verification.LoadTests"] = ["Verification.Fixtures", "Verification.Load", "Verification.Reports", "Verification.AllureReports"],
        ["Verification.Rehearsal"] = ["Verification.Fixtures", "Verification.Load", "Verification.Load.Ecs", "Verification.Reports", "Verification.AllureReports"],
        ["Verification.Benchmarks"] = ["Verification.Rehearsal", "Verification.Load"],
        ["Verification.AllureSamples"] = ["Allure.NUnit"],
        ["Verification.Suites"] = ["Verification.Fixtures", "Verification.Reports", "Verification.AllureReports"],
        ["Verification.Model.Tests"] = ["Verification.Model"],
        ["Verification.Tests"] = ["Verification.Model.Tests", "Verification.Rehearsal", "Verification.Suites", "Verification.LoadTests", "Verification.AllureSamples"],
    };

    [Test]
    public void Every_project_references_only_what_it_may()
    {
        var projects = SourceTree.Files("*.csproj").ToDictionary(path => Path.GetFileNameWithoutExtension(path), References, StringComparer.Ordinal);

        Assert.That(projects.Keys, Is.EquivalentTo(Allowed.Keys));
        foreach (var (project, references) in projects)
        {
            Assert.That(references, Is.SubsetOf(Allowed[project]), project);
        }
    }

    [Test]
    public void The_model_has_no_package()
    {
        var model = SourceTree.Files("Verification.Model.csproj").Single();

        Assert.That(XDocument.Load(model).Descendants("PackageReference"), Is.Empty);
    }

    [Test]
    public void Containers_are_started_behind_their_target_only()
    {
        var users = SourceTree.Files("*.csproj")
            .Where(path => XDocument.Load(path).Descendants("PackageReference").Any(package => ((string?)package.Attribute("Include"))?.StartsWith("Testcontainers", StringComparison.Ordinal) == true))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.That(users, Is.EqualTo(["Verification.Fixtures"]));
    }

    [Test]
    public void The_sandbox_is_used_only_behind_its_target()
    {
        var users = SourceTree.Files("*.cs")
            .Where(path => !path.Contains("Verification.Sandbox", StringComparison.Ordinal) && !path.Contains("Verification.Tests", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains("Verification.Sandbox", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.That(users, Is.EquivalentTo(["SandboxTarget.cs"]));
    }

    private static List<string> References(string project)
    {
        var document = XDocument.Load(project);
        var references = document.Descendants("ProjectReference").Select(one => Path.GetFileNameWithoutExtension((string)one.Attribute("Include")!)).ToList();
        var imports = document.Descendants("Import").Select(import => Path.GetFileName((string?)import.Attribute("Project"))).ToList();
        if (imports.Contains("Aws.targets"))
        {
            references.Add("Amazon");
        }

        if (imports.Contains("Allure.targets"))
        {
            references.Add("Allure.NUnit");
        }

        return references;
    }
}
