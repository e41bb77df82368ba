using System.Xml.Linq;
using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Model.Checks;
using Verification.Suites.CrossCluster;
using Verification.Suites.Readiness;
using Verification.Suites.Release;
using Verification.Tests.Architecture;

namespace Verification.Tests.Suites;

public sealed class SuiteCoverageTests
{
    [Test]
    public void Every_check_is_in_exactly_one_suite()
    {
        var inSuites = ReadinessTests.Checks.Concat(ReleaseTests.Checks).Concat(CrossClusterTests.Checks).Select(check => check.Id);

        Assert.That(inSuites, Is.EquivalentTo(CheckCatalog.All.Select(check => check.Id)));
    }

    [Test]
    public void Every_runsettings_file_has_every_setting_and_makes_no_tests_an_error()
    {
        var files = Directory.GetFiles(Path.Combine(SourceTree.Root, "runsettings"), "*.runsettings");

        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
        {
            var document = XDocument.Load(file);
            Assert.That(document.Descendants("Parameter").Select(one => (string?)one.Attribute("name")), Is.EquivalentTo(SettingKey.OfTests.Select(key => key.Parameter)), file);
            Assert.That((bool?)document.Descendants("TreatNoTestsAsError").SingleOrDefault(), Is.True, file);
        }
    }
}
