using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Tests.Architecture;

namespace Verification.Tests.Fixtures.Settings;

/// <summary>Relative paths of settings start where the user called, whatever folder the process is in.</summary>
public sealed class RelativePathTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verification-called-");

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void Files_are_the_nearest_upwards_and_the_evidence_is_right_there()
    {
        var below = _folder.CreateSubdirectory("service").CreateSubdirectory("deploy").FullName;
        var policy = Touch(Path.Combine(_folder.FullName, "service", "strict.yaml"));
        var snapshot = Touch(Path.Combine(below, "before.json"));
        Touch(Path.Combine(_folder.FullName, "before.json"));

        var settings = Resolve(below, ("--policy", "strict.yaml"), ("--snapshot", "before.json"), ("--evidence", "left/evidence"), ("--topology", "no-such.yaml"));

        Assert.That((settings.PolicyPath, settings.SnapshotPath), Is.EqualTo((policy, snapshot)));
        Assert.That(settings.EvidencePath, Is.EqualTo(Path.Combine(below, "left/evidence")));
        Assert.That(settings.TopologyPath, Is.EqualTo(Path.Combine(below, "no-such.yaml")), "an error names where it was looked for");
    }

    [Test]
    public void Rooted_paths_and_those_of_the_command_line_stay_as_they_are()
    {
        var rooted = Path.Combine(_folder.FullName, "evidence");

        Assert.That(Resolve(_folder.FullName, ("--evidence", rooted)).EvidencePath, Is.EqualTo(rooted));
        Assert.That(Resolve(folder: null, ("--evidence", "evidence")).EvidencePath, Is.EqualTo("evidence"));
    }

    [Test]
    public void The_guides_topology_is_found_from_anywhere() =>
        Assert.That(Resolve(_folder.FullName).TopologyPath, Is.EqualTo(Path.Combine(SourceTree.Root, "topologies", "guide.yaml")));

    [Test]
    public void A_test_run_was_called_where_the_shell_says_and_at_the_root_where_there_is_no_shell()
    {
        Assert.That(CallersFolder.OfTests(name => name == "PWD" ? _folder.FullName : null), Is.EqualTo(_folder.FullName));
        Assert.That(CallersFolder.OfTests(_ => null), Is.EqualTo(SourceTree.Root));
        Assert.That(CallersFolder.OfTests(_ => Path.Combine(_folder.FullName, "gone")), Is.EqualTo(SourceTree.Root));
    }

    private static VerificationSettings Resolve(string? folder, params (string Option, string Value)[] options) => VerificationSettings.Resolve(
        new SettingSources(name => options.FirstOrDefault(one => one.Option == name).Value, _ => null, _ => null, folder));

    private static string Touch(string path)
    {
        File.WriteAllText(path, "");
        return path;
    }
}
