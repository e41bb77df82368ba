using System.Xml.Linq;
using NUnit.Framework;
using Verification.Model.Gate;
using Verification.Reports.Promotion.Charts;

namespace Verification.Tests.Reports.Promotion;

/// <summary>Pictures that stand for themselves; a browser shows them in <c>External.AllureReportTests</c>.</summary>
public sealed class ReportPicturesTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void Timeline_has_a_bar_for_each_stage_and_a_line_with_its_words_for_each_move_of_traffic()
    {
        var picture = XElement.Parse(ReportPictures.Timeline(GuideRelease.Stages)!);

        Assert.That(picture.Descendants(Svg + "rect").Count(shape => ((string?)shape.Attribute("class"))!.StartsWith("bar", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(picture.Descendants(Svg + "line").Count(shape => (string?)shape.Attribute("class") == "mark"), Is.EqualTo(2));
        Assert.That(picture.Value, Does.Contain("Deploy to analytics: Failed").And.Contain("shift: 10 % go to notification-prod-tg2"));
    }

    [Test]
    public void Load_and_comparison_have_the_charts_of_the_promotion_report_below_each_other()
    {
        var report = GuideRelease.Report(GuideRelease.Bad);
        var load = XElement.Parse(ReportPictures.Load(report.Loads[0])!);
        var comparison = XElement.Parse(ReportPictures.Comparison(report.Analyses[0])!);

        Assert.That(load.Elements(Svg + "svg").Select(chart => (string?)chart.Element(Svg + "title")), Is.EqualTo(["Throughput", "Latency", "Failed requests", "Latency distribution"]));
        Assert.That(comparison.Elements(Svg + "svg").Count(), Is.EqualTo(3 + 3));
        Assert.That(load.Elements(Svg + "svg").Select(chart => (double)chart.Attribute("y")!), Is.Ordered.Ascending);
        Assert.That(comparison.Value, Does.Contain("v1.2.2 (baseline) against v1.2.3 (candidate): Fail"));
    }

    [Test]
    public void There_is_no_picture_of_nothing()
    {
        var nothing = GuideRelease.Report(new ReleaseEvidence { Snapshots = [] });

        Assert.That(ReportPictures.Timeline([]), Is.Null);
        Assert.That(nothing.Loads, Is.Empty);
    }

    [Test]
    public void Hostile_texts_are_words_in_them()
    {
        var report = HostileTexts.Report(HostileTexts.Text, findings: 1);
        string?[] pictures = [ReportPictures.Timeline(report.Stages), ReportPictures.Load(report.Loads[0]), ReportPictures.Comparison(report.Analyses[0])];

        foreach (var picture in pictures.OfType<string>().Select(XElement.Parse))
        {
            Assert.That(picture.Descendants().Select(one => one.Name.LocalName).Distinct(), Is.SubsetOf(["svg", "style", "title", "desc", "rect", "text", "line", "path", "circle"]));
            Assert.That(picture.Descendants().Attributes().Select(one => one.Name.LocalName), Has.None.StartsWith("on"));
        }

        Assert.That(pictures, Has.Exactly(3).Not.Null);
    }
}
