using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Reports.Promotion.Charts;

namespace Verification.Reports.Promotion.Html;

/// <summary>The pipeline's stages over time, and when each of them moved traffic.</summary>
internal static class StageSection
{
    public static void Write(HtmlWriter html, PromotionReport report)
    {
        var stages = report.Stages;
        html.Element("figure", () =>
        {
            html.Element("figcaption", StageDrawing.Caption);
            StageDrawing.Draw(html.Svg, "stage-chart", "Stages over time", StageDrawing.Describe(stages), stages);
        });
        HtmlTable.Write(html, "Stages", ["Stage", "Status", "Began", "Took", "Why"], stages.Select(stage => ImmutableArray.Create<HtmlCell>(
            stage.Name, new(stage.IsRolledBack ? $"{stage.Status}, rolled back" : stage.Status, Style(stage.Outcome)), Figures.Time(stage.BeganAt), Took(stage), stage.Why)));
        var moved = stages.SelectMany(stage => stage.Traffic.Select(each => (stage.Name, each))).ToList();
        if (moved.Count > 0)
        {
            HtmlTable.Write(html, "When traffic was moved", ["Time", "Stage", "What"], moved.Select(one =>
                ImmutableArray.Create<HtmlCell>(Figures.Time(one.each.At), one.Name, one.each.Text)));
        }
    }

    private static string Took(ReleaseStage stage) => stage.Took is { } took ? Figures.Span(took) : "not ended";

    private static string Style(Outcome outcome) => outcome switch { Outcome.Passed => "good", Outcome.Failed => "bad", _ => "warn" };
}
