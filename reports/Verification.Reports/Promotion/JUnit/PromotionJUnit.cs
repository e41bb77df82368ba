using System.Globalization;
using System.Text;
using System.Xml;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Reports.Promotion.JUnit;

/// <summary>
/// The report as JUnit XML: a suite for each cluster with a test case for each finding, and one for the decision itself, so that a release of which
/// nothing is known is not a file without failures.
/// </summary>
public static class PromotionJUnit
{
    public static string Write(PromotionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            List<TestSuite> suites =
            [
                new("decision", [Decided(report), .. report.Decision.Missing.Select(Missing)]),
                .. report.Findings.GroupBy(one => one.Finding.Subject.Cluster ?? "all clusters", StringComparer.Ordinal).Select(group => new TestSuite(group.Key, [.. group.Select(Found)])),
            ];
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Clean($"promotion of {report.Service}{(report.Version is { } version ? $" {version}" : "")}"));
            WriteCounts(xml, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var suite in suites)
            {
                WriteSuite(xml, suite, report.DecidedAt);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static TestCase Decided(PromotionReport report) => new("decision", "promotion gate", report.Decision.Kind switch
    {
        DecisionKind.Promote => TestResult.Passed,
        DecisionKind.Hold or DecisionKind.RollBack => TestResult.Failure,
        _ => TestResult.Error,
    }, Figures.Word(report.Decision.Kind), $"{Figures.Word(report.Decision.Kind)}: {report.Decision.Reason}");

    private static TestCase Missing(string missing) => new("decision", $"finding of {missing}", TestResult.Error, "missing", "The topology asks for this check, and no finding answers it.");

    private static TestCase Found(WeighedFinding one) => new(
        $"{one.Finding.Subject.Cluster ?? "all clusters"}.{one.Finding.Check}",
        one.Finding.Subject.Service is { } service ? $"{one.Finding.Title} ({service})" : one.Finding.Title,
        (one.Finding.Outcome, one.Weight) switch
        {
            (Outcome.Passed, _) => TestResult.Passed,
            (_, CheckWeight.Warn or CheckWeight.Shadow) => TestResult.Warning,
            (Outcome.Failed, _) => TestResult.Failure,
            _ => TestResult.Error,
        },
        one.Finding.Check,
        one.Finding.Describe(),
        $"expected {one.Finding.Expected}, observed {one.Finding.Observed}");

    private static void WriteSuite(XmlWriter xml, TestSuite suite, DateTimeOffset at)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(suite.Name));
        WriteCounts(xml, suite.Cases);
        xml.WriteAttributeString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var test in suite.Cases)
        {
            WriteCase(xml, test);
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<TestCase> cases)
    {
        xml.WriteAttributeString("tests", Count(cases.Count));
        xml.WriteAttributeString("failures", Count(cases.Count(test => test.Result == TestResult.Failure)));
        xml.WriteAttributeString("errors", Count(cases.Count(test => test.Result == TestResult.Error)));
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("time", "0");
    }

    private static void WriteCase(XmlWriter xml, TestCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(test.Class));
        xml.WriteAttributeString("name", Clean(test.Name));
        xml.WriteAttributeString("time", "0");
        if (test.Result is TestResult.Failure or TestResult.Error)
        {
            xml.WriteStartElement(test.Result == TestResult.Failure ? "failure" : "error");
            xml.WriteAttributeString("message", Clean(test.Message ?? test.Text));
            xml.WriteAttributeString("type", Clean(test.Kind));
            xml.WriteString(VisibleText.Of(test.Text));
            xml.WriteEndElement();
        }
        else if (test.Result == TestResult.Warning)
        {
            xml.WriteElementString("system-out", VisibleText.Of($"warning: {test.Text}"));
        }

        xml.WriteEndElement();
    }

    private static string Clean(string text) => VisibleText.Of(text, lines: false);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed record TestSuite(string Name, IReadOnlyList<TestCase> Cases);

    private sealed record TestCase(string Class, string Name, TestResult Result, string Kind, string Text, string? Message = null);

    private enum TestResult
    {
        /// <summary>Whatever is not known to be well is an error.</summary>
        Error = 0,
        Failure,
        Warning,
        Passed,
    }

    // What the file will be, whatever strings are in memory.
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
