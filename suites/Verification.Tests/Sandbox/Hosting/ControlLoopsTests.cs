using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Hosting;

public sealed class ControlLoopsTests
{
    [Test]
    public async Task By_hand_every_loop_is_ticked_at_each_second_and_at_the_rest()
    {
        var clock = new SandboxClock(new FakeTimeProvider(), 0);
        var start = clock.GetUtcNow();
        var (first, second) = (new RecordingLoop(clock), new RecordingLoop(clock));
        await using var loops = new ControlLoops(clock, [first, second], TimeProvider.System, NullLogger<ControlLoops>.Instance);

        await loops.ExclusivelyAsync(advance => advance(TimeSpan.FromSeconds(2.5)), default);

        Assert.That(first.Ticks.Select(tick => (tick - start).TotalSeconds), Is.EqualTo([1, 2, 2.5]));
        Assert.That(second.Ticks, Is.EqualTo(first.Ticks));
    }

    [Test]
    public void A_loop_that_fails_by_hand_is_reported_when_all_time_has_passed()
    {
        var clock = new SandboxClock(new FakeTimeProvider(), 0);
        var loop = new RecordingLoop(clock, failures: 1);
        var loops = new ControlLoops(clock, [loop], TimeProvider.System, NullLogger<ControlLoops>.Instance);

        Assert.That(
            () => loops.ExclusivelyAsync(advance => advance(TimeSpan.FromSeconds(3)), default),
            Throws.TypeOf<AggregateException>().With.InnerException.Message.EqualTo("failure 1"));
        Assert.That(loop.Ticks, Has.Count.EqualTo(3));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task By_itself_a_loop_goes_on_after_a_failure(CancellationToken cancellationToken)
    {
        var clock = new SandboxClock(TimeProvider.System, 60);
        var loop = new RecordingLoop(clock, failures: 2);
        await using var loops = new ControlLoops(clock, [loop], TimeProvider.System, NullLogger<ControlLoops>.Instance);

        loops.Start();

        await loop.TickedThrice.WaitAsync(cancellationToken);
        Assert.That(loop.Ticks[2], Is.GreaterThan(loop.Ticks[0]));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task No_loop_is_ticked_by_itself_while_somebody_has_time_to_himself(CancellationToken cancellationToken)
    {
        var clock = new SandboxClock(TimeProvider.System, 60);
        var (loop, other) = (new RecordingLoop(clock), new RecordingLoop(clock));
        await using var loops = new ControlLoops(clock, [loop], TimeProvider.System, NullLogger<ControlLoops>.Instance);
        await using var running = new ControlLoops(clock, [other], TimeProvider.System, NullLogger<ControlLoops>.Instance);

        await loops.ExclusivelyAsync(
            async _ =>
            {
                loops.Start();
                running.Start();
                await other.TickedThrice.WaitAsync(cancellationToken);
                Assert.That(loop.Ticks, Is.Empty);
            },
            cancellationToken);

        await loop.TickedThrice.WaitAsync(cancellationToken);
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Loops_begin_to_be_ticked_when_a_clock_that_stood_still_is_given_a_speed(CancellationToken cancellationToken)
    {
        var clock = new SandboxClock(TimeProvider.System, 0);
        var loop = new RecordingLoop(clock);
        await using var loops = new ControlLoops(clock, [loop], TimeProvider.System, NullLogger<ControlLoops>.Instance);
        loops.Start();
        Assert.That(loop.Ticks, Is.Empty);

        clock.Speed = 60;

        await loop.TickedThrice.WaitAsync(cancellationToken);
    }

    [Test]
    public async Task Loops_follow_a_speed_that_changes()
    {
        var real = new FakeTimeProvider();
        var clock = new SandboxClock(real, 1);
        var loop = new RecordingLoop(clock);
        await using var loops = new ControlLoops(clock, [loop], real, NullLogger<ControlLoops>.Instance);
        loops.Start();

        clock.Speed = 10;
        real.Advance(TimeSpan.FromSeconds(0.1));
        await loop.TickedOnce;
        clock.Speed = 0;
        real.Advance(TimeSpan.FromHours(1));

        Assert.That(loop.Ticks, Has.Count.EqualTo(1));
    }
}
