using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Ecs.Scheduling;

namespace Verification.Tests.Sandbox.Ecs;

public sealed class RollingPlanTests
{
    private static readonly Gen<RollingCounts> AnyCounts =
        from desired in Gen.Int[0, 12]
        from minimum in Gen.Int[0, 100]
        from maximum in Gen.Int[100, 200]
        from current in Gen.Int[0, 14]
        from currentHealthy in Gen.Int[0, current]
        from oldHealthy in Gen.Int[0, 12]
        from oldOther in Gen.Int[0, 4]
        from unhealthy in Gen.Int[0, 4]
        select new RollingCounts
        {
            Desired = desired,
            MinimumHealthyPercent = minimum,
            MaximumPercent = maximum,
            Current = current,
            CurrentHealthy = currentHealthy,
            OldHealthy = oldHealthy,
            OldOther = oldOther,
            Unhealthy = unhealthy,
        };

    [Test]
    public void It_never_starts_beyond_the_maximum() => AnyCounts.Sample(counts =>
    {
        var plan = RollingPlan.For(counts);
        var live = counts.Current + counts.OldHealthy + counts.OldOther + counts.Unhealthy;
        return plan.Start == 0 || live + plan.Start <= counts.Desired * counts.MaximumPercent / 100;
    });

    [Test]
    public void It_never_stops_below_the_minimum_of_healthy_tasks() => AnyCounts.Sample(counts =>
    {
        var plan = RollingPlan.For(counts);
        var before = counts.CurrentHealthy + counts.OldHealthy;
        var after = before - plan.StopOldHealthy - Math.Max(0, plan.StopCurrent - (counts.Current - counts.CurrentHealthy));
        return after >= Math.Min(before, Math.Ceiling(counts.Desired * counts.MinimumHealthyPercent / 100.0));
    });

    [Test]
    public void It_stops_no_more_than_there_are() => AnyCounts.Sample(counts =>
    {
        var plan = RollingPlan.For(counts);
        return plan is { Start: >= 0, StopCurrent: >= 0, StopOldHealthy: >= 0, StopOldOther: >= 0, StopUnhealthy: >= 0 }
            && plan.StopCurrent <= counts.Current && plan.StopOldHealthy <= counts.OldHealthy
            && plan.StopOldOther <= counts.OldOther && plan.StopUnhealthy <= counts.Unhealthy;
    });

    [Test]
    public void When_every_new_task_becomes_healthy_it_arrives_or_says_that_it_is_blocked() => AnyCounts.Sample(counts =>
    {
        for (var step = 0; step < 200; step++)
        {
            var plan = RollingPlan.For(counts);
            if (plan.IsBlocked || (plan.ChangesNothing && counts is { OldHealthy: 0, OldOther: 0, Unhealthy: 0 } && counts.Current == counts.Desired))
            {
                return true;
            }

            var current = counts.Current - plan.StopCurrent + plan.Start;
            counts = counts with
            {
                Current = current,
                CurrentHealthy = current,
                OldHealthy = counts.OldHealthy - plan.StopOldHealthy,
                OldOther = counts.OldOther - plan.StopOldOther,
                Unhealthy = counts.Unhealthy - plan.StopUnhealthy,
            };
        }

        return false;
    });

    [TestCase(3, 100, 200, 0, 0, 3, ExpectedResult = "+3 -0")]
    [TestCase(3, 100, 200, 3, 1, 3, ExpectedResult = "+0 -1")]
    [TestCase(3, 100, 200, 3, 3, 3, ExpectedResult = "+0 -3")]
    [TestCase(4, 50, 100, 0, 0, 4, ExpectedResult = "+0 -2")]
    [TestCase(2, 75, 150, 0, 0, 2, ExpectedResult = "+1 -0")]
    [TestCase(3, 75, 125, 0, 0, 3, ExpectedResult = "+0 -0")]
    public string Rolling(int desired, int minimum, int maximum, int current, int currentHealthy, int old)
    {
        var plan = RollingPlan.For(new RollingCounts
        {
            Desired = desired,
            MinimumHealthyPercent = minimum,
            MaximumPercent = maximum,
            Current = current,
            CurrentHealthy = currentHealthy,
            OldHealthy = old,
            OldOther = 0,
            Unhealthy = 0,
        });
        return $"+{plan.Start} -{plan.StopOldHealthy}";
    }
}
