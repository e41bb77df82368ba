using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecs.Scheduling;
using Verification.Sandbox.Ecs.State;

namespace Verification.Tests.Sandbox.Ecs;

public sealed class SchedulingPartsTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Test]
    public void The_base_is_filled_first_and_then_the_weights_are_met()
    {
        List<CapacityProviderStrategyItem> strategy = [new() { CapacityProvider = "FARGATE", Base = 2, Weight = 1 }, new() { CapacityProvider = "FARGATE_SPOT", Weight = 3 }];
        var placed = new List<string>();
        for (var task = 0; task < 10; task++)
        {
            placed.Add(CapacityChoice.Next(strategy, placed));
        }

        Assert.That(placed[..2], Is.All.EqualTo("FARGATE"));
        Assert.That(placed.Count(provider => provider == "FARGATE_SPOT"), Is.EqualTo(6));
    }

    [Test]
    public void One_provider_needs_no_weight() =>
        Assert.That(CapacityChoice.Next([new CapacityProviderStrategyItem { CapacityProvider = "FARGATE" }], []), Is.EqualTo("FARGATE"));

    [Test]
    public void The_first_failures_cost_nothing_and_the_wait_ends_at_a_quarter_of_an_hour()
    {
        var throttle = new StartThrottle();
        var waits = new List<int>();
        for (var failure = 0; failure < 12; failure++)
        {
            throttle.Failed(Start);
            waits.Add(Enumerable.Range(0, 1000).First(second => throttle.IsOpen(Start.AddSeconds(second))));
        }

        Assert.That(waits, Is.EqualTo([0, 0, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]));
    }

    [Test]
    public void A_success_opens_the_throttle()
    {
        var throttle = new StartThrottle();
        for (var failure = 0; failure < 5; failure++)
        {
            throttle.Failed(Start);
        }

        throttle.Succeeded();

        Assert.That(throttle.IsOpen(Start), Is.True);
    }

    [Test]
    public void The_latest_hundred_events_are_kept()
    {
        var log = new EventLog("web", new IdSource(1));
        for (var i = 0; i < 120; i++)
        {
            log.Add(Start, $"event {i}");
        }

        Assert.That(log.ToList(), Has.Exactly(100).Items);
        Assert.That(log.ToList()[0].Message, Is.EqualTo("(service web) event 119"));
    }

    [Test]
    public void A_complaint_is_repeated_after_six_hours_or_when_it_had_been_put_right()
    {
        var log = new EventLog("web", new IdSource(1));
        log.Complain(Start, "is ill.");
        log.Complain(Start.AddHours(5), "is ill.");
        log.Complain(Start.AddHours(6), "is ill.");
        log.ForgetComplaints();
        log.Complain(Start.AddHours(7), "is ill.");

        Assert.That(log.ToList().Select(e => (e.CreatedAt - Start)!.Value.TotalHours), Is.EqualTo([7, 6, 0]));
    }
}
