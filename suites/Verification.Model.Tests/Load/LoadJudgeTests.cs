using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Load;

namespace Verification.Tests.Model.Load;

internal sealed class LoadJudgeTests
{
    private static readonly LoadThresholds All = new()
    {
        ErrorRate = 0.01,
        P50 = TimeSpan.FromMilliseconds(10),
        P95 = TimeSpan.FromMilliseconds(20),
        P99 = TimeSpan.FromMilliseconds(50),
        Throughput = 400,
        Downtime = TimeSpan.Zero,
    };

    private static IEnumerable<TestCaseData> Failures() => Cases(
        (LoadJudge.Measured, facts => facts with { End = LoadEnd.Aborted, EndReason = "20 requests in a row failed" }, "20 requests in a row failed"),
        (LoadJudge.Rate, facts => facts with { Saturation = "all busy" }, "all busy"),
        (LoadJudge.Errors, facts => facts with { Failed = 151 }, "151 of 15000 failed"),
        (LoadJudge.Errors, facts => facts with { NotSent = 200, Errors = facts.Errors.Add(LoadErrorKind.NotSent, 200) }, "200 NotSent"),
        (LoadJudge.P50, facts => facts with { Latency = GuideLoad.Of(15_000, 10.1, 10.1, 10.1) }, "10.1 ms of 15000"),
        (LoadJudge.P95, facts => facts with { Latency = GuideLoad.Of(15_000, 2, 21, 22) }, "21 ms"),
        (LoadJudge.P99, facts => facts with { Latency = GuideLoad.Of(15_000, 2, 8, 51) }, "51 ms"),
        (LoadJudge.Throughput, facts => facts with { Failed = 15_000 - 11_999 }, "400 good answers"),
        (LoadJudge.Downtime, facts => facts with { FailureWindows = [GuideLoad.Window] }, "7 of 60 failed, first status 503"));

    private static IEnumerable<TestCaseData> Unknowns() => Cases(
        (LoadJudge.Measured, facts => facts with { Requests = 0, Latency = GuideLoad.Of(0, 0, 0, 0) }, "no request"),
        (LoadJudge.Measured, facts => facts with { End = LoadEnd.Unknown }, "how it ended"),
        (LoadJudge.Errors, facts => facts with { Requests = 0 }, "no request"),
        (LoadJudge.Downtime, facts => facts with { Requests = 0 }, "no request"),
        (LoadJudge.P50, facts => facts with { Latency = GuideLoad.Of(1, 2, 2, 2) }, "it takes 2 to tell"),
        (LoadJudge.P95, facts => facts with { Latency = GuideLoad.Of(19, 2, 2, 2) }, "it takes 20 to tell"),
        (LoadJudge.P99, facts => facts with { Latency = GuideLoad.Of(99, 2, 2, 2) }, "it takes 100 to tell"),
        (LoadJudge.P99, facts => facts with { Latency = GuideLoad.Of(15_000, 2, 8, 51), Doubts = ["out of breath"] }, "out of breath"),
        (LoadJudge.Rate, facts => facts with { Saturation = "all busy", Doubts = ["out of breath"] }, "out of breath"),
        (LoadJudge.Throughput, facts => facts with { Failed = 10_000, Doubts = ["out of breath"] }, "out of breath"));

    [Test]
    public void Load_that_shows_nothing_wrong_passes_every_threshold()
    {
        var findings = Judge(GuideLoad.Facts);

        Assert.That(findings.Select(finding => finding.Check), Is.EqualTo(LoadJudge.Ids));
        Assert.That(findings.Select(finding => finding.Outcome), Has.All.EqualTo(Outcome.Passed));
    }

    [TestCaseSource(nameof(Failures))]
    public void Threshold_that_is_broken_fails_with_the_figure(string check, Func<LoadFacts, LoadFacts> change, string observed) =>
        Check(check, change, Outcome.Failed, observed);

    [TestCaseSource(nameof(Unknowns))]
    public void What_cannot_be_told_is_unknown(string check, Func<LoadFacts, LoadFacts> change, string observed) =>
        Check(check, change, Outcome.Unknown, observed);

    [Test]
    public void Generator_out_of_breath_takes_nothing_from_what_passed() =>
        Assert.That(Judge(GuideLoad.Facts with { Doubts = ["out of breath"] }).Select(finding => finding.Outcome), Has.All.EqualTo(Outcome.Passed));

    [Test]
    public void Only_what_is_asked_is_judged() =>
        Assert.That(LoadJudge.Judge(Subject.AllClusters, GuideLoad.Facts, new LoadThresholds()).Select(finding => finding.Check), Is.EqualTo([LoadJudge.Measured, LoadJudge.Rate]));

    [Test]
    public void Stored_form_is_read_back_the_same()
    {
        var text = LoadEvidenceJson.Write(GuideLoad.Evidence with { Facts = GuideLoad.Facts with { FailureWindows = [GuideLoad.Window] } });

        Assert.That(LoadEvidenceJson.Write(LoadEvidenceJson.Read(text)), Is.EqualTo(text));
        Assert.That(() => LoadEvidenceJson.Read(text.Replace("\"formatVersion\": 1", "\"formatVersion\": 9", StringComparison.Ordinal)), Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.StartsWith("expected a load record of formatVersion 1"));
        Assert.That(() => LoadEvidenceJson.Read(text.Replace("\"failed\": 7", "\"fell\": 7", StringComparison.Ordinal)), Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.Contains("failureWindows[0]"));
    }

    private static IReadOnlyList<Finding> Judge(LoadFacts facts) => LoadJudge.Judge(new Subject("prod-cluster", "notification-service"), facts, All);

    private static void Check(string check, Func<LoadFacts, LoadFacts> change, Outcome outcome, string observed)
    {
        var finding = Judge(change(GuideLoad.Facts)).Single(one => one.Check == check);

        Assert.That(finding.Outcome, Is.EqualTo(outcome));
        Assert.That(finding.Observed, Does.Contain(observed));
    }

    private static IEnumerable<TestCaseData> Cases(params (string Check, Func<LoadFacts, LoadFacts> Change, string Observed)[] cases) =>
        cases.Select(each => new TestCaseData(each.Check, each.Change, each.Observed).SetName($"{{m}}({each.Check}: {each.Observed})"));
}
