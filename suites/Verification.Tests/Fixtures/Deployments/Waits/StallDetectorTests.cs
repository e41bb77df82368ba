using NUnit.Framework;
using Verification.Fixtures.Deployments.Waits;

namespace Verification.Tests.Fixtures.Deployments.Waits;

public sealed class StallDetectorTests
{
    private static readonly TimeSpan Patience = new DeploymentWatchOptions().Patience;

    [TestCase("CannotPullContainerError: not found", 18)]
    [TestCase("ResourceInitializationError: unable to pull secrets", 18)]
    [TestCase("Task failed ELB health checks in (target-group x)", 60)]
    public void A_cause_is_named_within_two_minutes_of_the_deployments_begin(string reason, int firstSeenAfter)
    {
        var named = NamedAfter(second => second < firstSeenAfter ? Looks.Fresh : Looks.WithStopped(reason));

        Assert.That(named, Is.LessThanOrEqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void Targets_that_stay_unhealthy_are_named_within_two_minutes_though_tasks_came_to_run()
    {
        var named = NamedAfter(second => second < 21 ? Looks.Fresh : Looks.Fresh with { Tasks = [Looks.Task("a", health: "UNKNOWN", target: second < 81 ? "initial" : "unhealthy")] });

        Assert.That(named, Is.LessThanOrEqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void Whatever_goes_on_is_no_stall()
    {
        var look = Looks.WithStopped("CannotPullContainerError: not found");
        var detector = new StallDetector(Patience);

        Assert.That(detector.Add(look), Is.Null);
        Assert.That(detector.Add(look with { At = Looks.Begin.AddMinutes(5), Tasks = [Looks.Task("a")] }), Is.Null, "a task came to run");
        Assert.That(detector.Add(look with { At = Looks.Begin.AddMinutes(10), Tasks = [Looks.Task("a")], OtherTasks = 2 }), Is.Null, "an old one went");
        Assert.That(detector.Add(look with { At = Looks.Begin.AddMinutes(15), Tasks = [Looks.Task("a")], OtherTasks = 2 }), Is.Null, "one look more does not show that it stands still");
        Assert.That(detector.Add(look with { At = Looks.Begin.AddMinutes(16), Tasks = [Looks.Task("a")], OtherTasks = 2 })?.Cause, Is.EqualTo(StallCause.ImageCannotBePulled));
    }

    [Test]
    public void Nothing_that_goes_on_without_a_cause_is_no_stall_either() => Assert.That(NamedAfter(_ => Looks.Fresh), Is.Null);

    [Test]
    public void A_deployment_whose_tasks_are_all_healthy_may_bake_as_long_as_it_takes() =>
        Assert.That(NamedAfter(_ => Looks.WithStopped("CannotPullContainerError: not found") with { Tasks = Looks.Done.Tasks }), Is.Null);

    [Test]
    public void A_deployment_that_waits_at_a_hook_waits_for_somebody_and_is_not_stalled() =>
        Assert.That(NamedAfter(_ => Looks.WithEvent("was unable to place a task.") with { ServiceDeployment = Looks.Deployment("IN_PROGRESS") with { Hooks = [new HookLook("h", "AWAITING_ACTION", null)] } }), Is.Null);

    [Test]
    public void A_rollback_has_the_time_to_drain() =>
        Assert.That(NamedAfter(_ => Looks.WithEvent("was unable to place a task.") with { ServiceDeployment = Looks.Deployment("ROLLBACK_IN_PROGRESS") }), Is.GreaterThan(TimeSpan.FromMinutes(5)));

    [Test]
    public void A_rule_that_is_missing_stalls_though_all_tasks_are_healthy() =>
        Assert.That(NamedAfter(_ => Looks.WithEvent("was unable to shift traffic because the listener rule x does not exist.") with { Tasks = Looks.Done.Tasks }), Is.Not.Null);

    private static TimeSpan? NamedAfter(Func<int, DeploymentLook> lookAt)
    {
        var detector = new StallDetector(Patience);
        for (var second = 0; second <= 600; second += 5)
        {
            if (detector.Add(lookAt(second) with { At = Looks.Begin.AddSeconds(second) }) is not null)
            {
                return TimeSpan.FromSeconds(second);
            }
        }

        return null;
    }
}
