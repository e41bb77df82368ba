using System.Xml.Linq;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.JUnit;
using Verification.Tests.Model;

namespace Verification.Tests.Reports.Promotion;

public sealed class PromotionJUnitTests
{
    [Test]
    public void Each_cluster_is_a_suite_with_a_case_for_each_finding()
    {
        var report = GuideRelease.Report(GuideRelease.Bad);

        var suites = Suites(report);

        Assert.That(suites.Select(suite => (string)suite.Attribute("name")!), Is.EquivalentTo(["decision", "prod-cluster", "analytics-cluster", "all clusters"]));
        Assert.That(suites.Where(suite => (string)suite.Attribute("name")! != "decision").Sum(suite => suite.Elements("testcase").Count()), Is.EqualTo(report.Findings.Length));
        Assert.That(suites.Select(suite => (int)suite.Attribute("failures")!), Is.EqualTo(suites.Select(suite => suite.Descendants("failure").Count())));
        Assert.That(suites.Descendants("failure").Select(failure => (string)failure.Attribute("message")!), Has.Some.Contains("1 of 3").Or.Some.Contains("unhealthy"));
        Assert.That(suites.SelectMany(suite => suite.Elements("testcase")).Select(test => ((string)test.Attribute("classname")!, (string)test.Attribute("name")!)), Is.Unique);
    }

    [Test]
    public void Failed_is_a_failure_unknown_an_error_and_what_only_warns_output()
    {
        var report = GuideRelease.Report(GuideRelease.Bad);
        var finding = report.Findings[0].Finding;
        report = report with
        {
            Findings =
            [
                new(finding with { Outcome = Outcome.Failed }, CheckWeight.Block),
                new(finding with { Outcome = Outcome.Unknown }, CheckWeight.Block),
                new(finding with { Outcome = Outcome.Failed }, CheckWeight.Warn),
                new(finding with { Outcome = Outcome.Passed }, CheckWeight.Block),
            ],
        };

        var cases = Suites(report).Last().Elements("testcase");

        Assert.That(cases.Select(test => test.Elements().SingleOrDefault()?.Name.LocalName), Is.EqualTo(["failure", "error", "system-out", null]));
    }

    [TestCase(true, DecisionKind.RollBack, "failure")]
    [TestCase(false, DecisionKind.CannotJudge, "error")]
    public void The_decision_is_a_case_so_that_nothing_known_is_not_all_green(bool evidence, DecisionKind kind, string element)
    {
        var report = GuideRelease.Report(evidence ? GuideRelease.Bad : new ReleaseEvidence { Snapshots = [] });

        var decision = Suites(report)[0].Elements("testcase").First();

        Assert.That(report.Decision.Kind, Is.EqualTo(kind));
        Assert.That(decision.Elements().Single().Name.LocalName, Is.EqualTo(element));
        Assert.That(Suites(GuideRelease.Report(GuideRelease.Good))[0].Elements("testcase").Single().HasElements, Is.False);
    }

    [Test]
    public void A_check_that_said_nothing_is_an_error()
    {
        var alone = GuideRelease.Good with { Snapshots = [GuideFacts.Healthy] };
        var report = GuideRelease.Report(alone);

        var cases = Suites(report with { Decision = report.Decision with { Missing = ["image-tag prod-cluster"] } })[0].Elements("testcase").ToList();

        Assert.That(cases[^1].Element("error"), Is.Not.Null);
        Assert.That((string)cases[^1].Attribute("name")!, Is.EqualTo("finding of image-tag prod-cluster"));
    }

    [Test]
    public void Hostile_texts_are_texts_of_valid_xml()
    {
        var text = PromotionJUnit.Write(HostileTexts.Report(HostileTexts.Text, findings: 3));

        var document = XDocument.Parse(text);

        Assert.That(text, Does.StartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>").And.Not.Contain("\u202E"));
        Assert.That((string)document.Descendants("error").First().Attribute("message")!, Does.Contain("said nothing").Or.Contain("no finding answers"));
        Assert.That((string)document.Descendants("failure").First().Attribute("message")!, Does.Contain(HostileTexts.Script).And.Contain("␀␛[31m�"));
    }

    private static List<XElement> Suites(PromotionReport report) => [.. XDocument.Parse(PromotionJUnit.Write(report)).Root!.Elements("testsuite")];
}
