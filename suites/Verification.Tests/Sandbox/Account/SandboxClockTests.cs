using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Account;

public sealed class SandboxClockTests
{
    private readonly FakeTimeProvider _real = new();

    [Test]
    public void A_changed_speed_changes_how_time_goes_on_and_not_what_time_it_is()
    {
        var clock = new SandboxClock(_real, 60);
        var start = clock.GetUtcNow();
        _real.Advance(TimeSpan.FromSeconds(2));

        clock.Speed = 10;
        var atTheChange = clock.GetUtcNow();
        _real.Advance(TimeSpan.FromSeconds(1));

        Assert.That(atTheChange - start, Is.EqualTo(TimeSpan.FromSeconds(120)));
        Assert.That(clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(130)));
    }

    [Test]
    public void Time_that_was_advanced_by_hand_stays_when_the_speed_changes()
    {
        var clock = new SandboxClock(_real, 0);
        var start = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(5));

        clock.Speed = 1;
        clock.Speed = 0;
        _real.Advance(TimeSpan.FromHours(1));

        Assert.That(clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [TestCase(-1)]
    [TestCase(3601)]
    [TestCase(double.NaN)]
    public void A_speed_out_of_range_changes_nothing(double speed)
    {
        var clock = new SandboxClock(_real, 60);

        Assert.That(() => clock.Speed = speed, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contain("expected a speed from 0 (by hand) to 3600"));
        Assert.That(clock.Speed, Is.EqualTo(60));
    }
}
