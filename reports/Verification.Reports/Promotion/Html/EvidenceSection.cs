using System.Collections.Immutable;

namespace Verification.Reports.Promotion.Html;

/// <summary>What it was decided from, and how many AWS calls that took.</summary>
internal static class EvidenceSection
{
    public static void Write(HtmlWriter html, PromotionReport report)
    {
        if (report.Evidence.IsEmpty)
        {
            html.Element("p", "There is no evidence.", ("class", "warn"));
            return;
        }

        HtmlTable.Write(html, "Evidence, oldest first", ["Taken", "Kind", "Of"], report.Evidence.Select(item => ImmutableArray.Create<HtmlCell>(Figures.Time(item.TakenAt), item.Kind, item.Of)));
        HtmlTable.Write(html, $"{Figures.Number((long)report.AwsCalls.Values.Sum())} AWS calls of all snapshots together", ["Operation", "Calls"],
            report.AwsCalls.Select(call => ImmutableArray.Create<HtmlCell>(call.Key, Figures.Number((long)call.Value))));
    }
}
