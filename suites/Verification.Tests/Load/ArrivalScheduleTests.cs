using CsCheck;
using NUnit.Framework;
using Verification.Load.Plans;
using Verification.Load.Running;

namespace Verification.Tests.Load;

internal sealed class ArrivalScheduleTests
{
    private static readonly Gen<RateStage> Stage = Gen.Select(
        Gen.Double[1, 500], Gen.Double[1, 500], Gen.Int[200, 5000], (from, to, milliseconds) => new RateStage(from, to, TimeSpan.FromMilliseconds(milliseconds)));

    [Test]
    public void Constant_rate_is_evenly_spaced()
    {
        var schedule = new ArrivalSchedule(OpenProfile.Constant(1000, TimeSpan.FromSeconds(30)), TimeSpan.Zero);

        Assert.That(schedule.Requests, Is.EqualTo(30_000));
        Assert.That(
            (schedule.DueAt(0), schedule.DueAt(1), schedule.DueAt(29_999)), Is.EqualTo((TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(29_999))));
    }

    [Test]
    public void Ramp_has_half_of_its_requests_after_the_square_root_of_half_its_time()
    {
        var schedule = new ArrivalSchedule(OpenProfile.Ramp(0, 100, TimeSpan.FromSeconds(10)), TimeSpan.Zero);

        Assert.That(schedule.Requests, Is.EqualTo(500));
        Assert.That(schedule.DueAt(250).TotalSeconds, Is.EqualTo(10 / Math.Sqrt(2)).Within(1e-6));
    }

    [Test]
    public void Warm_up_comes_before_at_the_first_rate()
    {
        var schedule = new ArrivalSchedule(OpenProfile.Steps(10, 10, 2, TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(2));

        Assert.That((schedule.WarmUpRequests, schedule.Requests), Is.EqualTo((20, 50)));
        Assert.That(schedule.DueAt(20), Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(schedule.DueAt(30), Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void Requests_are_due_in_order_within_the_profile_and_as_many_as_its_area() => Stage.Array[1, 4].Sample(stages =>
    {
        var profile = OpenProfile.Of([.. stages]);
        var schedule = new ArrivalSchedule(profile, TimeSpan.Zero);
        var due = Enumerable.Range(0, (int)schedule.Requests).Select(number => schedule.DueAt(number)).ToList();

        return due.Zip(due.Skip(1)).All(pair => pair.First <= pair.Second)
            && due[^1] < schedule.End
            && Math.Abs(schedule.Requests - stages.Sum(stage => stage.Requests)) <= 1;
    });

    [Test]
    public void Shares_of_workers_add_up_to_the_whole()
    {
        var profile = OpenProfile.Spike(100, 400, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        Assert.That(profile.Share(1, 4).Requests * 4, Is.EqualTo(profile.Requests));
    }

    [TestCase(new[] { 1 }, "000000")]
    [TestCase(new[] { 3, 1 }, "0010")]
    [TestCase(new[] { 2, 1, 1 }, "0120")]
    public void Mix_spreads_its_requests_evenly(int[] weights, string order)
    {
        var mix = new Mix([.. weights.Select(weight => new LoadRequest { Url = new Uri("http://x/"), Weight = weight })]);

        Assert.That(string.Concat(Enumerable.Range(0, order.Length).Select(number => mix.At(number))), Is.EqualTo(order));
    }
}
