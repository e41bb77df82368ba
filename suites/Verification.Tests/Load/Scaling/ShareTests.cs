using CsCheck;
using NUnit.Framework;
using Verification.Load.Plans;
using Verification.Load.Running;

namespace Verification.Tests.Load.Scaling;

public sealed class ShareTests
{
    private static readonly Gen<RateStage> Stage = Gen.Select(Gen.Double[1, 60], Gen.Double[1, 60], Gen.Int[1, 4], (from, to, seconds) => new RateStage(from, to, TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Shares_take_turns_and_are_together_the_very_schedule() => Gen.Select(Stage.Array[1, 3], Gen.Int[1, 6], Gen.Int[0, 2]).Sample((stages, workers, warmUp) =>
    {
        var (profile, before) = (OpenProfile.Of([.. stages]), TimeSpan.FromSeconds(warmUp));
        var whole = new ArrivalSchedule(profile, before);
        var shares = Enumerable.Range(1, workers).Select(number => new ArrivalSchedule(profile.Share(number, workers), before)).ToList();

        return shares.Sum(share => share.WarmUpRequests) == whole.WarmUpRequests
            && Due(shares).Zip(Due([whole])).All(pair => Math.Abs((pair.First - pair.Second).TotalMicroseconds) < 10)
            && shares.Sum(share => share.Requests) == whole.Requests;
    });

    [TestCase(10, 4, new[] { 3, 3, 2, 2 })]
    [TestCase(4, 4, new[] { 1, 1, 1, 1 })]
    public void Connections_are_divided_and_none_is_lost(int connections, int workers, int[] expected)
    {
        var plan = LoadRuns.Closed(new Uri("http://127.0.0.1:9/"), connections);

        Assert.That(Enumerable.Range(1, workers).Select(number => ((ClosedProfile)plan.Share(number, workers).Profile).Connections), Is.EqualTo(expected));
    }

    private static IEnumerable<TimeSpan> Due(List<ArrivalSchedule> schedules) =>
        schedules.SelectMany(schedule => Enumerable.Range(0, (int)schedule.Requests).Select(number => schedule.DueAt(number))).Order();
}
