using System.Text.Json;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Tests.Reports.Promotion;
using static Verification.Tests.Standins.AllureNUnit.FormatRules;
using static Verification.Tests.Standins.AllureNUnit.SampleRun;

namespace Verification.Tests.AllureReports;

/// <summary>Results that no test framework has run.</summary>
public sealed class ReportedResultTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_result_is_written_whole_with_its_labels_steps_times_and_attachments()
    {
        var result = Written(Result("one") with
        {
            Outcome = Outcome.Failed,
            Message = "deploy: ended with Failed: no",
            Weight = CheckWeight.Warn,
            Tags = ["analysis"],
            Steps = [new ReportedStep("outer", Outcome.Failed, At, At.AddSeconds(1)) { Steps = [new ReportedStep("inner", null, At, At)], Parameters = [("expected", "3")] }],
            Attachments = [new ReportedAttachment("Output", "text/plain", ".txt", () => "lines")],
        });

        AssertTest(result);
        string[] names = ["epic", "feature", "story", "parentSuite", "suite", "environment", "severity", "tag", "framework"];
        Assert.That(names.Select(name => LabelsOf(result, name).Single()), Is.EqualTo(["svc v2", "Deploy", "one", "Deploy", "prod", "prod", "minor", "analysis", "Verification"]));
        Assert.That((Text(result, "status"), result.GetProperty("start").GetInt64(), result.GetProperty("stop").GetInt64()), Is.EqualTo(("failed", At.ToUnixTimeMilliseconds(), At.AddSeconds(9).ToUnixTimeMilliseconds())));
        Assert.That(WithSteps(result).Skip(1).Select(step => $"{Text(step, "name")} {Text(step, "status")}"), Is.EqualTo(["outer failed", "inner skipped"]));
        Assert.That(File.ReadAllText(Path.Combine(AllureFolder.Results, Text(result.GetProperty("attachments")[0], "source"))), Is.EqualTo("lines"));
    }

    [Test]
    public void It_is_known_again_by_its_id_and_subject_whatever_the_release()
    {
        var first = Written(Result("again"));
        var next = Written(Result("again") with { Report = new TestReport("svc v3", new Subject("prod", "svc")) });
        var elsewhere = Written(Result("again") with { Report = new TestReport("svc v2", new Subject("analytics", "svc")) });

        Assert.That(Text(next, "historyId"), Is.EqualTo(Text(first, "historyId")));
        Assert.That(Text(elsewhere, "historyId"), Is.Not.EqualTo(Text(first, "historyId")));
    }

    [TestCase(Outcome.Unknown, "failed")]
    [TestCase(null, "skipped")]
    public void What_cannot_be_judged_has_failed_and_what_was_not_reached_is_skipped(Outcome? outcome, string status) =>
        Assert.That(Text(Written(Result($"status {status}") with { Outcome = outcome }), "status"), Is.EqualTo(status));

    [Test]
    public void Hostile_texts_name_no_file_and_stay_texts()
    {
        const string Text = HostileTexts.Text + "../../../etc/passwd";
        var around = Directory.GetParent(AllureFolder.Results)!;
        var before = around.GetFileSystemInfos().Select(one => one.Name).ToList();

        var result = Written(Result(Text) with
        {
            Id = "tests: hostile",
            Stage = Text,
            Message = Text,
            Description = Text,
            Steps = [new ReportedStep(Text, Outcome.Failed, At, At) { Message = HostileTexts.Word, Parameters = [(Text, Text)] }],
            Attachments = [new ReportedAttachment(Text, "text/html", ".html", () => Text)],
        });

        Assert.That(LabelsOf(result, "feature").Single(), Does.Contain(HostileTexts.Script));
        Assert.That(FormatRulesText(result.GetProperty("attachments")[0], "source"), Does.Match("^[0-9a-f-]{36}-attachment\\.html$"));
        Assert.That(around.GetFileSystemInfos().Select(one => one.Name), Is.EquivalentTo(before));
    }

    private static string FormatRulesText(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static ReportedResult Result(string title) => new()
    {
        Id = $"tests: {title}",
        Report = new TestReport("svc v2", new Subject("prod", "svc")),
        Stage = "Deploy",
        Title = title,
        Outcome = Outcome.Passed,
        Start = At,
        Stop = At.AddSeconds(9),
    };

    private static JsonElement Written(ReportedResult result)
    {
        var id = $"{result.Id} {Guid.NewGuid()}";
        result = result.Title.Contains("again", StringComparison.Ordinal) ? result : result with { Id = id };
        var before = AllureFolder.ResultFiles();
        result.Write();
        return AllureFolder.ResultFiles().Except(before).Select(file => JsonElement.Parse(File.ReadAllText(file))).Single(one => FormatRulesText(one, "fullName") == result.Id);
    }
}
