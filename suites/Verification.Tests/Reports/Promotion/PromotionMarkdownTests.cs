using System.Text;
using NUnit.Framework;
using Verification.Model.Gate;
using Verification.Reports.Promotion.Markdown;

namespace Verification.Tests.Reports.Promotion;

public sealed class PromotionMarkdownTests
{
    [Test]
    public void Decision_comes_first_then_what_traffic_did_and_the_clusters()
    {
        var lines = PromotionMarkdown.Write(GuideRelease.Report(GuideRelease.Bad)).Split('\n');

        Assert.That(lines[0], Is.EqualTo("# ❌ Roll back: notification-service v1.2.3"));
        Assert.That(lines, Has.Some.EqualTo("- **prod-cluster** went from v1.2.2 to v1.2.3; 120 of 15,000 requests of clients failed, in 500 ms of downtime"));
        Assert.That(lines, Has.Some.EqualTo("| Fact | prod-cluster | analytics-cluster |").And.Some.EqualTo("| Targets | 1 of 3 healthy | 2 of 2 healthy |"));
        Assert.That(lines, Has.Some.StartsWith("**targets healthy: failed** for prod-cluster/notification-service"));
        Assert.That(lines, Has.Some.Contains("shift: 10 % go to notification-prod-tg2"));
    }

    [Test]
    public void Tables_have_as_many_cells_in_every_row_as_in_their_head()
    {
        var lines = PromotionMarkdown.Write(HostileTexts.Report(HostileTexts.Text, findings: 3)).Split('\n');

        var width = 0;
        foreach (var line in lines)
        {
            var cells = line.Replace("\\|", "", StringComparison.Ordinal).Count(letter => letter == '|');
            width = cells == 0 ? 0 : width == 0 ? cells : width;
            Assert.That(cells, Is.EqualTo(width), line);
        }

        Assert.That(lines.Count(line => line.StartsWith('|')), Is.GreaterThan(30));
    }

    [Test]
    public void Hostile_texts_are_texts()
    {
        var text = PromotionMarkdown.Write(HostileTexts.Report(HostileTexts.Text, findings: 3));

        Assert.That(text, Does.Not.Contain("<script").And.Not.Match(@"(?<!\\)\]\(").And.Not.Contain("://").And.Not.Contain("@team").And.Not.Contain("www.").And.Not.Contain("\u202E").And.Not.Contain("\0"));
        Assert.That(text, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;\\]\\]&gt;").And.Contain("\\`a\\` \\[b\\]"));
    }

    [Test]
    public void What_has_no_room_is_told_and_what_decides_is_never_left_out()
    {
        var text = PromotionMarkdown.Write(HostileTexts.Report(new string('é', 300), findings: 10_000));

        Assert.That(Encoding.UTF8.GetByteCount(text), Is.InRange(900_000, PromotionMarkdown.MostBytes));
        Assert.That(text, Does.Contain("# ❌ Hold").And.Match(@"\*\*[\d,]+ rows or paragraphs are left out here: a summary has room for 1,024 KiB"));
    }

    [Test]
    public void A_release_without_evidence_has_a_summary_that_says_so() =>
        Assert.That(PromotionMarkdown.Write(GuideRelease.Report(new ReleaseEvidence { Snapshots = [] })), Does.StartWith("# ⚠️ Cannot judge").And.Contain("there is no evidence"));
}
