using System.Text;
using NUnit.Framework;
using Verification.Load.Plans;
using Verification.Load.Scaling;
using Verification.Model.Load;
using Verification.Tests.Model.Load;

namespace Verification.Tests.Load.Scaling;

public sealed class WorkerTextTests
{
    private static readonly WorkerOrder Order = WorkerOrder.For(
        LoadRuns.Open(new Uri("http://127.0.0.1:9/version"), 200, 2) with
        {
            Requests =
            [
                new LoadRequest { Url = new Uri("http://127.0.0.1:9/a?b=ü"), Method = "POST", Headers = [new("X-A", "1")], Body = [1, 2, 255], Weight = 3, ExpectedStatus = [201], VersionProperty = "version" },
                new LoadRequest { Url = new Uri("http://127.0.0.1:9/") },
            ],
            Proxy = new Uri("http://127.0.0.1:4566"),
            Abort = new AbortRules { ErrorRate = 0.5, FailuresInARow = 7 },
            MaxInFlight = 9,
        },
        4,
        "run-1",
        new DateTimeOffset(2026, 1, 10, 12, 0, 0, 123, TimeSpan.Zero))[1];

    [Test]
    public void Order_comes_through_the_environment_as_it_was_given()
    {
        var read = WorkerOrderText.Decode(WorkerOrderText.Encode(Order));

        Assert.That(WorkerOrderText.Write(read), Is.EqualTo(WorkerOrderText.Write(Order)));
        Assert.That(read.Share().Profile.Describe(), Is.EqualTo("open, 200/s for 2 s, share 2 of 4"));
    }

    [Test]
    public void Order_of_connections_comes_through_too()
    {
        var closed = Order with { Plan = Order.Plan with { Profile = new ClosedProfile(8, TimeSpan.FromSeconds(3)) { ThinkTime = TimeSpan.FromMilliseconds(5) } } };

        Assert.That(WorkerOrderText.Decode(Convert.ToBase64String(Encoding.UTF8.GetBytes(WorkerOrderText.Write(closed)))).Plan.Profile, Is.EqualTo(closed.Plan.Profile));
    }

    [TestCase("\"formatVersion\": 1", "\"formatVersion\": 2", "formatVersion 1, found 2")]
    [TestCase("\"workers\": 4", "\"workers\": 4, \"wrokers\": 5", "wrokers")]
    [TestCase("\"maxInFlight\": 9", "\"maxInFlight\": \"9\"", "plan.maxInFlight")]
    [TestCase("\"open\": {", "\"opne\": {", "opne")]
    public void Mistake_in_an_order_is_named(string right, string wrong, string named) => Assert.That(
        () => WorkerOrderText.Read(WorkerOrderText.Write(Order).Replace(right, wrong, StringComparison.Ordinal)), Throws.TypeOf<LoadException>().With.Message.Contains(named));

    [Test]
    public void Plan_that_is_too_small_for_so_many_is_refused_before_anybody_begins() => Assert.That(
        () => WorkerOrder.For(LoadRuns.Closed(new Uri("http://127.0.0.1:9/"), connections: 2), 3, "run", Order.StartAt),
        Throws.TypeOf<LoadException>().With.Message.Contains("one share of 3: connections: expected 1 to 10000, found 0"));

    [Test]
    public void Report_of_a_long_run_comes_back_from_many_lines_in_any_order_among_others()
    {
        var report = WorkerReport.Of(Order, LongRun(), null);

        string[] lines = [.. WorkerReportLines.Write(report)];
        var read = WorkerReportLines.Read([.. lines.Reverse(), "something else", lines[0]], "run-1", 2)!;

        Assert.That(lines, Has.Length.GreaterThan(10).And.All.Length.LessThan(16_000));
        Assert.That(LoadEvidenceJson.Write(read.Facts!), Is.EqualTo(LoadEvidenceJson.Write(report.Facts!)));
        Assert.That(read.For(Order), Is.EqualTo(new WorkerResult(2, read.Facts, null)));
        Assert.That(WorkerReportLines.Read(lines, "run-2", 2), Is.Null);
        Assert.That(() => WorkerReportLines.Read(lines.Skip(1), "run-1", 2), Throws.TypeOf<FormatException>().With.Message.Contains($"has {lines.Length} parts, and only {lines.Length - 1} of them came"));
    }

    [Test]
    public void Report_of_another_plan_is_worth_nothing()
    {
        var other = Order with { Plan = Order.Plan with { Timeout = TimeSpan.FromSeconds(1) } };

        var result = WorkerReport.Of(other, GuideLoad.Facts, null).For(Order);

        Assert.That((result.Facts, result.Problem), Is.EqualTo(((LoadFacts?)null, "its report is of another plan: worker 2 of 4 of run run-1")));
    }

    /// <summary>An hour second by second, no two alike.</summary>
    private static LoadFacts LongRun() => GuideLoad.Facts with
    {
        Timeline =
        [
            .. Enumerable.Range(0, 3600).Select(second => new LoadInterval
            {
                Start = TimeSpan.FromSeconds(second),
                Sent = 500,
                Completed = 500 + (second * 7919 % 13),
                Failed = second * 104729 % 5,
                P50 = TimeSpan.FromMicroseconds(second * 7919 % 9973),
                P95 = TimeSpan.FromMicroseconds(second * 6271 % 9973),
                P99 = TimeSpan.FromMicroseconds(second * 3001 % 9973),
                Max = TimeSpan.FromMicroseconds(second * 2003 % 9973),
                InFlight = second % 17,
            }),
        ],
    };
}
