using System.Text.Json;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Reports.Evidence;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.Html;
using Verification.Reports.Promotion.JUnit;
using Verification.Reports.Promotion.Markdown;
using Verification.Tests.Model;
using Verification.Tests.Reports.Evidence;
using Verification.Tests.Reports.Promotion;

namespace Verification.Tests.Reports;

/// <summary>Secrets of every kind, in facts, headers, URLs, exceptions and journals, and no file that has one of them.</summary>
public sealed class PlantedSecretsTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planted-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void There_are_thirty_kinds_and_they_are_seen_where_they_stand()
    {
        Assert.That(PlantedSecrets.All, Has.Count.GreaterThanOrEqualTo(30));
        Assert.That(PlantedSecrets.In(PlantedSecrets.Text), Has.Exactly(PlantedSecrets.All.Count).Items);
    }

    [Test]
    public void Evidence_and_every_form_of_the_promotion_report_have_none()
    {
        var evidence = new EvidenceFolder(_folder, TimeProvider.System, Redaction.Standard);
        evidence.Add(Planted(GuideFacts.Healthy));
        evidence.Add(CheckCatalog.Judge(GuideTopology.Literal, Planted(GuideFacts.Healthy)));
        evidence.Add([new AwsCall(GuideFacts.Healthy.TakenAt, "us-east-1", "ecs:DescribeServices", "1", PlantedSecrets.Text)]);
        evidence.Add(PlantedLoad());
        evidence.AddJournal("run.jsonl", [PlantedSecrets.Text]);

        var read = evidence.Read();
        var decision = PromotionGate.Decide(GuideTopology.Literal, Policy.Strict, read, GuideRelease.Now);
        evidence.Add(Record(decision));
        var report = PromotionReport.Of(GuideTopology.Literal, Policy.Strict, read, decision, GuideRelease.Now, []);
        string[] written = [.. Directory.EnumerateFiles(_folder).Select(File.ReadAllText), PromotionHtml.Write(report), PromotionMarkdown.Write(report), PromotionJUnit.Write(report), OutputVariables.Write(report)];

        Assert.That(written.Select(text => string.Join(", ", PlantedSecrets.In(text))), Is.All.Empty);
        Assert.That(written.Count(text => text.Contains(Redaction.Hidden, StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(3), "they were there, and are hidden");
    }

    [Test]
    public void What_allure_is_told_has_none()
    {
        var id = $"planted {Guid.NewGuid()}";
        var before = Directory.Exists(AllureFolder.Results) ? Directory.GetFiles(AllureFolder.Results) : [];
        var at = GuideRelease.Now;
        new ReportedResult
        {
            Id = id,
            Report = new TestReport("svc v2", new Subject("prod", "svc")),
            Stage = "Deploy",
            Title = "planted",
            Outcome = Outcome.Failed,
            Message = new InvalidOperationException(PlantedSecrets.Text).ToString(),
            Description = PlantedSecrets.Text,
            Start = at,
            Stop = at,
            Steps = [new ReportedStep(PlantedSecrets.Text, Outcome.Failed, at, at) { Message = PlantedSecrets.Text, Parameters = [("observed", PlantedSecrets.Text)] }],
            Attachments = [new ReportedAttachment("Output", "text/plain", ".txt", () => PlantedSecrets.Text), new ReportedAttachment("Facts", "application/json", ".json", () => SnapshotJson.Write(Planted(GuideFacts.Healthy)))],
        }.Write();
        var written = Directory.GetFiles(AllureFolder.Results).Except(before).Select(File.ReadAllText).Where(text => text.Contains(Redaction.Hidden, StringComparison.Ordinal)).ToList();

        Assert.That(written, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(written.Select(text => string.Join(", ", PlantedSecrets.In(text))), Is.All.Empty);
    }

    /// <summary>Where containers, targets and health say how they are, they say secrets.</summary>
    private static Snapshot Planted(Snapshot snapshot) => SnapshotJson.Read(SnapshotJson.Write(snapshot).Replace("\"HEALTHY\"", JsonSerializer.Serialize(PlantedSecrets.Text), StringComparison.Ordinal));

    private static Verification.Model.Load.LoadEvidence PlantedLoad()
    {
        var load = GuideRelease.Bad.Loads[0];
        return load with
        {
            Facts = load.Facts with { Targets = [PlantedSecrets.Text], Doubts = [PlantedSecrets.Text], FailureWindows = [load.Facts.FailureWindows[0] with { FirstFailure = PlantedSecrets.Text }] },
            Changes = [.. load.Changes.Select(change => change with { Text = PlantedSecrets.Text })],
        };
    }

    private static DecisionRecord Record(Decision decision) => new()
    {
        DecidedAt = GuideRelease.Now,
        TopologyName = "guide.yaml",
        Topology = PlantedSecrets.Text,
        Policy = PlantedSecrets.Text,
        Cluster = null,
        ExpectTag = null,
        Decision = decision.Kind,
        Reason = decision.Reason,
        Evidence = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
    };
}
