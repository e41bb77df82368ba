using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContainerHealthTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ContainerHealth _health = new(new HealthCheck { Command = ["CMD", "curl"], Interval = 30, Retries = 3, StartPeriod = 60 });

    [Test]
    public void It_is_unknown_until_the_first_probe_one_interval_after_the_start()
    {
        _health.Begin(Start);

        Assert.That((_health.Status.Value, _health.NextProbeAt), Is.EqualTo(("UNKNOWN", Start.AddSeconds(30))));
    }

    [Test]
    public void One_success_is_healthy()
    {
        _health.Begin(Start);
        _health.Apply(true, Start.AddSeconds(30));

        Assert.That((_health.Status.Value, _health.NextProbeAt), Is.EqualTo(("HEALTHY", Start.AddSeconds(60))));
    }

    [Test]
    public void Failures_in_the_start_period_do_not_count()
    {
        _health.Begin(Start);
        foreach (var second in new[] { 10, 20, 30, 40, 60, 90 })
        {
            _health.Apply(false, Start.AddSeconds(second));
        }

        Assert.That(_health.Status.Value, Is.EqualTo("UNKNOWN"));
        _health.Apply(false, Start.AddSeconds(120));
        Assert.That(_health.Status.Value, Is.EqualTo("UNHEALTHY"));
    }

    [Test]
    public void Only_failures_in_a_row_count()
    {
        _health.Begin(Start);
        foreach (var passed in new[] { true, false, false, true, false, false })
        {
            _health.Apply(passed, Start.AddSeconds(300));
        }

        Assert.That(_health.Status.Value, Is.EqualTo("HEALTHY"));
    }

    [Test]
    public void It_recovers()
    {
        _health.Begin(Start);
        foreach (var passed in new[] { false, false, false, true })
        {
            _health.Apply(passed, Start.AddSeconds(300));
        }

        Assert.That(_health.Status.Value, Is.EqualTo("HEALTHY"));
    }

    [Test]
    public void A_probe_that_ends_after_the_container_makes_no_next_one()
    {
        _health.Begin(Start);
        _health.End();
        _health.Apply(true, Start.AddSeconds(30));

        Assert.That(_health.NextProbeAt, Is.Null);
    }
}
