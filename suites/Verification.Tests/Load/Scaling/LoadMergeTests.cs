using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Load.Scaling;
using Verification.Load.Sending;
using Verification.Model.Checks;
using Verification.Model.Load;

namespace Verification.Tests.Load.Scaling;

public sealed class LoadMergeTests
{
    private const int Workers = 4;
    private static readonly TimeSpan End = TimeSpan.FromSeconds(4);
    private static readonly LoadPlan Plan = LoadRuns.Open(new Uri("http://127.0.0.1:9/version"), 200, 4);

    private static readonly Gen<(int Worker, Completion Completion)[]> Runs = Gen.Select(
        Gen.Int[1, Workers], Gen.Int[0, 3500], Gen.Int[0, 400_000], Gen.Int[0, 9], (worker, sent, latency, kind) => (worker, Completion(sent, latency, kind))).Array[0, 300];

    [Test]
    public void Merged_figures_are_those_of_one_who_had_recorded_all() => Runs.Sample(run =>
    {
        var whole = Facts(run.Select(each => each.Completion), share: null);
        var results = Enumerable.Range(1, Workers).Select(worker => Of(worker, run.Where(each => each.Worker == worker).Select(each => each.Completion))).ToList();

        var merged = LoadMerge.Merge(Plan, results);

        return (merged.Requests, merged.Failed, merged.BodyBytes, merged.NotSent, merged.WarmUpRequests) == (whole.Requests, whole.Failed, whole.BodyBytes, whole.NotSent, whole.WarmUpRequests)
            && merged.Errors.SequenceEqual(whole.Errors) && merged.StatusCodes.SequenceEqual(whole.StatusCodes)
            && merged.Latency == whole.Latency && merged.ServiceTime == whole.ServiceTime && merged.SchedulingLag == whole.SchedulingLag
            && merged.Timeline.Select(Counts).SequenceEqual(whole.Timeline.Select(Counts))
            && merged.Versions.SequenceEqual(whole.Versions)
            && merged.FailureWindows.Sum(window => window.Failed) == whole.Failed
            && merged.FailureWindows.Zip(merged.FailureWindows.Skip(1)).All(pair => pair.Second.From - pair.First.To > FailureWindows.Gap)
            && (merged.OfferedPerSecond, merged.End, merged.Duration, merged.Profile) == (200, LoadEnd.AsPlanned, End, Plan.Profile.Describe());
    }, iter: 30);

    [Test]
    public void Order_of_the_workers_does_not_matter() => Runs.Sample(run =>
    {
        var results = Enumerable.Range(1, Workers).Select(worker => Of(worker, run.Where(each => each.Worker == worker).Select(each => each.Completion))).ToList();

        return LoadEvidenceJson.Write(LoadMerge.Merge(Plan, results)) == LoadEvidenceJson.Write(LoadMerge.Merge(Plan, results.AsEnumerable().Reverse()));
    }, iter: 20);

    [Test]
    public void Worker_without_figures_leaves_no_finding_about_the_whole_that_passes()
    {
        var merged = LoadMerge.Merge(Plan, Three(new WorkerResult(2, null, "exit code 137")));

        Assert.That((merged.End, merged.OfferedPerSecond), Is.EqualTo((LoadEnd.Unknown, 200)));
        Assert.That(merged.Doubts, Is.EqualTo(["worker 2 of 4 brought no figures: exit code 137"]));
        var findings = LoadJudge.Judge(Subject.AllClusters, merged, new LoadThresholds { Throughput = 100 });
        Assert.That(findings.Select(finding => (finding.Check, finding.Outcome)), Is.EquivalentTo([(LoadJudge.Measured, Outcome.Unknown), (LoadJudge.Rate, Outcome.Unknown), (LoadJudge.Throughput, Outcome.Unknown)]));
    }

    [Test]
    public void Figures_of_another_plan_count_as_none()
    {
        var other = Of(2, []).Facts! with { Profile = "open, 10/s for 4 s, share 2 of 4" };

        var merged = LoadMerge.Merge(Plan, Three(new WorkerResult(2, other, null)));

        Assert.That((merged.End, merged.Requests), Is.EqualTo((LoadEnd.Unknown, 3)));
        Assert.That(merged.Doubts.Single(), Does.Contain("they are of another plan: open, 10/s for 4 s, share 2 of 4"));
    }

    [Test]
    public void What_speaks_against_a_worker_is_said_with_its_number()
    {
        var facts = Of(2, [Completion(0, 1000, 1)]).Facts!;
        var late = facts with { StartedAt = facts.StartedAt.AddSeconds(2), Saturation = "busy", Doubts = ["out of breath"], End = LoadEnd.Aborted, EndReason = "100 failed" };

        var merged = LoadMerge.Merge(Plan, Three(new WorkerResult(2, late, "exit code 1")));

        Assert.That(merged.Doubts, Is.EqualTo(
        [
            "worker 2: exit code 1",
            "worker 2 began 2.0 s after the first: the whole rate was not there before, and the intervals do not lie over each other",
            "worker 2: out of breath",
        ]));
        Assert.That((merged.Saturation, merged.End, merged.EndReason, merged.Requests), Is.EqualTo(("worker 2: busy", LoadEnd.Aborted, "worker 2: 100 failed", 4)));
    }

    [Test]
    public void Nobody_with_figures_is_an_error() => Assert.That(
        () => LoadMerge.Merge(Plan, [new WorkerResult(1, null, "gone")]), Throws.TypeOf<LoadException>().With.Message.EqualTo("worker 1 of 1 brought no figures: gone"));

    private static IEnumerable<WorkerResult> Three(WorkerResult second) => [Of(1, [Completion(0, 1000, 1)]), second, Of(3, [Completion(5, 1000, 1)]), Of(4, [Completion(9, 1000, 1)])];

    private static WorkerResult Of(int worker, IEnumerable<Completion> run) => new(worker, Facts(run, Plan.Share(worker, Workers)), null);

    private static Completion Completion(int sentMilliseconds, int latencyMicroseconds, int kind)
    {
        var sent = TimeSpan.FromMilliseconds(sentMilliseconds);
        var exchange = kind switch
        {
            0 => Exchange.Failed(LoadErrorKind.Reset, "cut"),
            _ => new Exchange { Status = 200, BodyBytes = kind, Version = kind < 5 ? "v1" : "v2" },
        };
        return new Completion(sent, sent, sent + TimeSpan.FromMicroseconds(latencyMicroseconds), exchange);
    }

    /// <summary>What a recorder makes of them. Two at the same microsecond would be in no order.</summary>
    private static LoadFacts Facts(IEnumerable<Completion> run, LoadPlan? share)
    {
        var recorder = new Recorder(new RunClock(new FakeTimeProvider(), TimeSpan.Zero), Plan.Interval);
        var moments = run.SelectMany(each => new[] { (At: each.Sent, IsEnd: false, Completion: each), (At: each.Ended, IsEnd: true, Completion: each) });
        foreach (var (_, isEnd, completion) in moments.OrderBy(moment => moment.At).ThenBy(moment => moment.IsEnd))
        {
            if (isEnd)
            {
                recorder.Completed(completion);
            }
            else
            {
                recorder.Sent(completion.Sent, completion.Sent, TimeSpan.FromMicroseconds(completion.Sent.Milliseconds));
            }
        }

        var measured = recorder.End(End);
        return new LoadFacts
        {
            Generator = "verification",
            Targets = ["http://127.0.0.1:9/version"],
            Profile = (share ?? Plan).Profile.Describe(),
            Model = LoadModel.Open,
            StartedAt = new RunClock(new FakeTimeProvider(), TimeSpan.Zero).StartedAt,
            Duration = End,
            WarmUpRequests = measured.WarmUpRequests,
            Requests = measured.Requests,
            Failed = measured.Failed,
            NotSent = measured.NotSent,
            Errors = measured.Errors,
            StatusCodes = measured.StatusCodes,
            BodyBytes = measured.BodyBytes,
            Latency = measured.Latency,
            ServiceTime = measured.ServiceTime,
            SchedulingLag = measured.SchedulingLag,
            Interval = Plan.Interval,
            Timeline = measured.Timeline,
            FailureWindows = measured.FailureWindows,
            Versions = measured.Versions,
            OfferedPerSecond = share is null ? 200 : 50,
            Saturation = null,
            Doubts = [],
            End = LoadEnd.AsPlanned,
            EndReason = null,
        };
    }

    private static (TimeSpan Start, long Sent, long Completed, long Failed) Counts(LoadInterval interval) => (interval.Start, interval.Sent, interval.Completed, interval.Failed);
}
