using Amazon.ECS;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;

namespace Verification.Tests.Sandbox.Ecs;

public sealed class CircuitBreakerCountTests
{
    private static readonly DeploymentCircuitBreaker Enabled = new() { Enable = true, Rollback = true };

    [TestCase(1, 3)]
    [TestCase(3, 3)]
    [TestCase(5, 3)]
    [TestCase(10, 5)]
    [TestCase(25, 13)]
    [TestCase(400, 200)]
    [TestCase(1000, 200)]
    public void The_threshold_is_half_of_the_desired_count_within_3_and_200(int desired, int threshold) =>
        Assert.That(CircuitBreakerThreshold.Of(Enabled, desired), Is.EqualTo(threshold));

    [TestCase("COUNT", 1, 100, 1)]
    [TestCase("COUNT", 500, 1, 500)]
    [TestCase("BOUNDED_PERCENT", 10, 10, 3)]
    [TestCase("BOUNDED_PERCENT", 25, 30, 8)]
    [TestCase("BOUNDED_PERCENT", 100, 400, 200)]
    [TestCase("UNBOUNDED_PERCENT", 10, 10, 1)]
    [TestCase("UNBOUNDED_PERCENT", 1, 10, 1)]
    [TestCase("UNBOUNDED_PERCENT", 100, 400, 400)]
    public void A_service_may_set_its_own_threshold(string type, int value, int desired, int threshold) => Assert.That(
        CircuitBreakerThreshold.Of(new DeploymentCircuitBreaker { Enable = true, ThresholdConfiguration = new ThresholdConfiguration { Type = new ThresholdType(type), Value = value } }, desired),
        Is.EqualTo(threshold));

    [Test]
    public void Until_a_task_runs_only_failed_starts_count_and_then_only_other_failures()
    {
        var breaker = new CircuitBreaker();

        breaker.TaskFailed();
        breaker.TaskNeverRan();
        var before = breaker.FailureCount;
        breaker.TaskRan();
        breaker.TaskNeverRan();
        breaker.TaskFailed();

        Assert.That((before, breaker.FailureCount), Is.EqualTo((1, 2)));
    }

    [TestCase(null, 0)]
    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public void A_healthy_task_resets_the_count_unless_the_service_says_otherwise(bool? reset, int count)
    {
        var breaker = new CircuitBreaker();
        breaker.TaskNeverRan();

        breaker.TaskIsHealthy(new DeploymentCircuitBreaker { Enable = true, ResetOnHealthyTask = reset });

        Assert.That(breaker.FailureCount, Is.EqualTo(count));
    }

    [Test]
    public void It_trips_once_and_only_where_it_is_enabled()
    {
        var breaker = new CircuitBreaker();
        for (var failure = 0; failure < 3; failure++)
        {
            breaker.TaskNeverRan();
        }

        var disabled = breaker.Trips(new DeploymentCircuitBreaker { Enable = false }, 1);
        var first = breaker.Trips(Enabled, 1);

        Assert.That((disabled, first, breaker.Trips(Enabled, 1)), Is.EqualTo((false, true, false)));
    }

    [Test]
    public void The_tasks_of_one_launch_that_pull_nothing_are_one_failure()
    {
        var breaker = new CircuitBreaker();
        var launch = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        breaker.PulledNothing(launch);
        breaker.PulledNothing(launch);
        breaker.PulledNothing(launch.AddSeconds(28));

        Assert.That(breaker.FailureCount, Is.EqualTo(2));
    }
}
