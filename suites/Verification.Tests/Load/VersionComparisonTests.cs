using System.Text;
using NUnit.Framework;
using Verification.Load;
using Verification.Load.Comparing;
using Verification.Load.Plans;
using Verification.Model.ContinuousVerification;
using Verification.Model.Gate;

namespace Verification.Tests.Load;

/// <summary>Two versions under the same load. Whether a small difference is seen is a matter of statistics and tested there; here are differences that no noise hides.</summary>
[NonParallelizable]
public sealed class VersionComparisonTests
{
    private static readonly ContinuousVerificationSettings Settings = new AnalysisPolicy().Settings;

    [Test]
    public async Task New_version_that_fails_is_seen_before_the_time_is_over()
    {
        await using var old = Server("v1");
        await using var broken = Server("v2", failOneIn: 5);

        var outcome = await CompareAsync(old, broken, seconds: 60);

        Assert.That(outcome.Last.Result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Fail), outcome.Last.Result.Describe);
        Assert.That(outcome.Last.Result.Reason, Does.Contain(RequestMetrics.Errors));
        Assert.That(outcome.Last.Interval, Is.LessThan(30));
        Assert.That(outcome.Candidate.Duration, Is.LessThan(TimeSpan.FromSeconds(50)));
    }

    [Test]
    public async Task New_version_that_is_much_slower_fails()
    {
        await using var old = Server("v1");
        await using var slow = Server("v2", delay: TimeSpan.FromMilliseconds(250));

        var outcome = await CompareAsync(old, slow, seconds: 3);

        Assert.That(outcome.Last.Result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Fail), outcome.Last.Result.Describe);
        Assert.That(outcome.Last.Result.Reason, Does.Contain("latency-"));
    }

    [Test]
    public async Task Version_against_itself_never_fails()
    {
        await using var one = Server("v1");
        await using var other = Server("v2");

        var outcome = await CompareAsync(one, other, seconds: 3);

        Assert.That(outcome.Last.Result.Verdict, Is.Not.EqualTo(ContinuousVerificationVerdict.Fail), outcome.Last.Result.Describe);
        Assert.That(outcome.Facts.Metrics, Has.Length.EqualTo(3));
        Assert.That(outcome.Facts.Metrics.OfType<MetricSamples.Values>().Select(values => (values.Baseline.Length, values.Candidate.Length)), Has.All.EqualTo((30, 30)));
    }

    [Test]
    public async Task Side_that_another_version_answers_on_makes_it_inconclusive()
    {
        await using var old = Server("v1");
        await using var stillOld = Server("v1");

        var outcome = await CompareAsync(old, stillOld, seconds: 1);

        Assert.That(outcome.Last.Result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive));
        Assert.That(outcome.Last.Result.Reason, Does.Contain("the candidate should be v2, and v1 answered"));
    }

    [Test]
    public async Task Side_that_cannot_be_asked_ends_both()
    {
        await using var old = Server("v1");

        var run = CompareAsync(old, new Uri("http://nowhere.invalid/"), seconds: 3600);

        Assert.That(async () => await run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None), Throws.TypeOf<LoadException>().With.Message.Contains("nowhere.invalid"));
    }

    private static OddServer Server(string version, int failOneIn = 0, TimeSpan delay = default)
    {
        var (count, good, bad) = (0, Encoding.Latin1.GetBytes(OddServer.Json($$"""{"version":"{{version}}"}""")), "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return OddServer.Start(async (_, stream, token) =>
        {
            await Task.Delay(delay, TimeProvider.System, token);
            await stream.WriteAsync(failOneIn > 0 && Interlocked.Increment(ref count) % failOneIn == 0 ? bad : good, token);
        });
    }

    private static Task<ComparisonOutcome> CompareAsync(OddServer baseline, OddServer candidate, double seconds) => CompareAsync(baseline, candidate.Url, seconds);

    private static Task<ComparisonOutcome> CompareAsync(OddServer baseline, Uri candidate, double seconds) =>
        new VersionComparison(new LoadGenerator(TimeProvider.System), Settings, TimeProvider.System).RunAsync(
            new ComparisonRequest
            {
                Baseline = new LoadRequest { Url = baseline.Url, VersionProperty = "version" },
                Candidate = new LoadRequest { Url = candidate, VersionProperty = "version" },
                BaselineVersion = "v1",
                CandidateVersion = "v2",
                Duration = TimeSpan.FromSeconds(seconds),
                Rate = 200,
            },
            progress: null,
            CancellationToken.None);
}
