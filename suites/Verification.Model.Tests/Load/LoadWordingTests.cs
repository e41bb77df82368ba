using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Load;

namespace Verification.Tests.Model.Load;

/// <summary>Every word that is said of load, for one run after the other.</summary>
internal sealed class LoadWordingTests
{
    private static readonly LoadThresholds Thresholds = new()
    {
        ErrorRate = 0.01,
        P50 = TimeSpan.FromMilliseconds(2),
        P95 = TimeSpan.FromMilliseconds(8),
        P99 = TimeSpan.FromMilliseconds(20),
        Throughput = 500,
        Downtime = TimeSpan.FromMilliseconds(240),
    };

    private static LoadFacts Well => GuideLoad.Facts;

    private static IEnumerable<(string Name, LoadFacts Facts)> Runs =>
    [
        ("as much as is allowed", Well with { FailureWindows = [GuideLoad.Window, GuideLoad.Window], Targets = ["http://a/version", "http://b/version"] }),
        ("as few requests as tell something", Well with { Latency = GuideLoad.Of(100, 2, 8, 20) }),
        ("a little too much of everything", Well with
        {
            Failed = 151,
            NotSent = 2,
            Errors = Well.Errors.Add(LoadErrorKind.Status, 151).Add(LoadErrorKind.NotSent, 2),
            Latency = GuideLoad.Of(15_000, 2.01, 8.01, 20.01),
            FailureWindows = [GuideLoad.Window, GuideLoad.Window, GuideLoad.Window, GuideLoad.Window],
            Saturation = "all connections were busy",
        }),
        ("the same by a generator out of breath", Well with
        {
            Failed = 151,
            Latency = GuideLoad.Of(15_000, 2.01, 8.01, 20.01),
            FailureWindows = [GuideLoad.Window, GuideLoad.Window, GuideLoad.Window],
            Saturation = "all connections were busy",
            Doubts = ["requests left 12 ms late", "the machine was busy"],
        }),
        ("ended early", Well with { End = LoadEnd.Aborted, EndReason = "20 requests in a row failed" }),
        ("nobody knows how it ended", Well with { End = LoadEnd.Unknown }),
        ("nothing was measured", Well with { Requests = 0, Failed = 0, Duration = TimeSpan.Zero, Latency = GuideLoad.Of(0, 0, 0, 0) }),
        ("nothing could be sent", Well with { Requests = 0, NotSent = 10, Duration = TimeSpan.Zero, Latency = GuideLoad.Of(0, 0, 0, 0) }),
        ("every request failed", Well with { Failed = 15_000, Errors = Well.Errors.Add(LoadErrorKind.Reset, 15_000) }),
        ("closed model", Well with { Model = LoadModel.Closed, OfferedPerSecond = null, Profile = "closed, 10 connections for 30 s" }),
    ];

    [Test]
    public void Every_word_on_load_is_approved() => Approved.Text(
        string.Join("\n", Runs.SelectMany(run => LoadJudge.Judge(new Subject("prod-cluster", "notification-service"), run.Facts, Thresholds).Select(finding => finding.Describe()).Prepend($"== {run.Name}"))) + "\n",
        "LoadWording.txt");

    [Test]
    public void Where_every_request_fails_no_throughput_is_enough()
    {
        var facts = Well with { Failed = 15_000 };

        var finding = LoadJudge.Judge(Subject.AllClusters, facts, new LoadThresholds { Throughput = 0 }).Single(one => one.Check == LoadJudge.Throughput);

        Assert.That(finding.Outcome, Is.EqualTo(Outcome.Failed));
    }

    [Test]
    public void Rates_are_of_all_that_were_due_and_none_where_no_time_passed()
    {
        var facts = Well with { Requests = 90, Failed = 5, NotSent = 10, Duration = TimeSpan.FromSeconds(30) };

        Assert.That((facts.RequestsPerSecond, facts.ErrorRate), Is.EqualTo((3.0, 0.15)));
        Assert.That((facts with { Duration = TimeSpan.Zero }).RequestsPerSecond, Is.Zero);
        Assert.That((facts with { Requests = 0, NotSent = 0 }).ErrorRate, Is.Null);
    }
}
