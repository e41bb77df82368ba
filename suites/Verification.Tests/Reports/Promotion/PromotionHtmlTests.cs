using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using NUnit.Framework;
using Verification.Model.Gate;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.Html;
using Verification.Tests.Model.Load;

namespace Verification.Tests.Reports.Promotion;

public sealed partial class PromotionHtmlTests
{
    [Test]
    public void What_was_decided_why_and_what_traffic_did_come_first()
    {
        var header = Page(GuideRelease.Report(GuideRelease.Bad)).Descendants("header").Single().Value;

        Assert.That(header, Does.Contain("Roll back: notification-service v1.2.3").And.Contain("prod-cluster moved from v1.2.2 to v1.2.3"));
        Assert.That(header, Does.Contain("failed targets healthy, prod-cluster/notification-service: ").And.Contain("120 of 15,000 requests of clients failed, in 500 ms of downtime"));
    }

    [Test]
    public void Every_finding_is_there_with_expected_observed_source_and_remedy()
    {
        var report = GuideRelease.Report(GuideRelease.Bad);
        var rows = Page(report).Descendants("section").Single(section => (string?)section.Attribute("id") == "findings").Descendants("tbody").Elements("tr")
            .Select(row => row.Elements().Select(cell => cell.Value).ToList()).ToList();

        Assert.That(rows.Select(row => (row[0], row[2], row[3], row[4], row[5])), Is.EquivalentTo(
            report.Findings.Select(one => (one.Finding.Title, one.Finding.Subject.ToString(), one.Finding.Expected, one.Finding.Observed, one.Finding.Source?.ToString() ?? "nothing"))));
        Assert.That(rows.Count(row => row[6].Length > 0), Is.EqualTo(report.Decision.Against.Length), "what to do stands where something is to be done");
    }

    [Test]
    public void Stages_windows_changes_charts_calls_and_evidence_are_on_the_page()
    {
        var page = Page(GuideRelease.Report(GuideRelease.Bad));

        Assert.That(page.Descendants("svg").Count(), Is.EqualTo(1 + 4 + 3 + 3), "stages, load, samples of three metrics, their changes");
        Assert.That(page.Descendants("rect").Count(shape => (string?)shape.Attribute("class") == "band"), Is.EqualTo(3), "the window is laid over each chart over time");
        Assert.That(page.Root!.Value, Does.Contain("120 of 250 requests failed, first status 502").And.Contain("100 ms before it").And.Contain("gets 100 % of the requests"));
        Assert.That(page.Root!.Value, Does.Contain("shift: 10 % go to notification-prod-tg2").And.Contain("ecs:DescribeClusters").And.Contain("2026-01-31 12:00:00 UTC"));
    }

    [Test]
    public void A_release_without_evidence_has_a_page_that_says_so()
    {
        var page = Page(GuideRelease.Report(new ReleaseEvidence { Snapshots = [] }) with { Stages = [] });

        Assert.That(page.Descendants("h1").Single().Value, Does.StartWith("Cannot judge"));
        Assert.That(page.Root!.Value, Does.Contain("there is no evidence").And.Contain("nothing was looked at"));
    }

    [Test]
    public void Load_that_measured_nothing_is_no_load_without_a_failure()
    {
        var load = GuideRelease.Good.Loads[0];
        var nothing = load with { Facts = load.Facts with { Requests = 0, Timeline = [], Latency = GuideLoad.Of(0, 0, 0, 0) } };

        var page = Page(GuideRelease.Report(GuideRelease.Good with { Loads = [nothing], Analyses = [] }) with { Stages = [] });

        Assert.That(page.Root!.Value, Does.Contain("No request was measured.").And.Contain("clients sent nothing").And.Not.Contain("No client saw a failure"));
        Assert.That(page.Descendants("svg"), Is.Empty);
    }

    [Test]
    public void Whoever_cannot_see_it_gets_a_language_headings_in_order_heads_of_tables_and_words_for_pictures()
    {
        var page = Page(GuideRelease.Report(GuideRelease.Bad));

        var levels = page.Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.That((string?)page.Root!.Attribute("lang"), Is.EqualTo("en"));
        Assert.That(levels.Zip(levels.Skip(1)).Where(pair => pair.Second > pair.First + 1), Is.Empty);
        Assert.That(page.Descendants("th").Where(head => head.Attribute("scope") is null), Is.Empty);
        Assert.That(page.Descendants("svg").Where(picture => picture.Element("title") is not { Value.Length: > 0 } || picture.Element("desc") is not { Value.Length: > 0 }), Is.Empty);
        Assert.That(Ids(page), Is.Unique);
        Assert.That(page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')), Is.SubsetOf(Ids(page)));
    }

    [Test]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        var page = Page(GuideRelease.Report(GuideRelease.Bad));

        Assert.That(page.Descendants("script"), Is.Empty);
        Assert.That(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "srcset" or "action" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
        Assert.That(page.Descendants().Attributes("href").Select(link => link.Value), Has.All.StartsWith("#"));
        Assert.That(page.Descendants("style").Single().Value, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public void Hostile_texts_are_texts()
    {
        var text = PromotionHtml.Write(HostileTexts.Report(HostileTexts.Text, findings: 60));
        var page = Parsed(text);

        Assert.That(text, Does.Not.Contain("<script").And.Not.Contain("\u202E").And.Not.Contain("\u001b").And.Not.Contain("\0"));
        Assert.That(page.Descendants("h1").Single().Value, Does.Contain(HostileTexts.Script + "]]>\"' onload='x'").And.Contain("[U+202E]gpj.exe").And.Contain("␀␛[31m�"));
        Assert.That(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Ids(page), Is.Unique);
    }

    [Test]
    public void Ten_thousand_findings_and_words_without_an_end_make_a_page()
    {
        var many = PromotionHtml.Write(HostileTexts.Report("words", findings: 10_000));
        var word = PromotionHtml.Write(HostileTexts.Report(HostileTexts.Word, findings: 1));

        Assert.That(Parsed(many).Descendants("section").Last(section => (string?)section.Attribute("id") == "findings").Descendants("tbody").Elements("tr").Count(), Is.EqualTo(10_000));
        Assert.That(Parsed(many).Descendants("article").Count(), Is.EqualTo(53), "the first of them as cards, and those of their causes");
        Assert.That(word, Has.Length.LessThan(1_000_000));
        Assert.That(word, Does.Contain("… (996,000 more characters)"));
    }

    private static List<string> Ids(XDocument page) => [.. page.Descendants().Attributes("id").Select(id => id.Value)];

    private static XDocument Page(PromotionReport report) => Parsed(PromotionHtml.Write(report));

    private static XDocument Parsed(string html)
    {
        Assert.That(html[..15], Is.EqualTo("<!DOCTYPE html>"));
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, CheckCharacters = true });
        return XDocument.Load(reader);
    }

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();
}
