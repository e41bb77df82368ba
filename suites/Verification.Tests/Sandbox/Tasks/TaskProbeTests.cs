using NUnit.Framework;
using Verification.Sandbox.Tasks;

namespace Verification.Tests.Sandbox.Tasks;

public sealed class TaskProbeTests
{
    [TestCase(5, 1, 5)]
    [TestCase(5, 2, 2.5)]
    [TestCase(5, 60, 1)]
    [TestCase(120, 60, 2)]
    [TestCase(5, 0, 1)]
    [TestCase(0.5, 60, 0.5)]
    public void A_timeout_is_played_at_the_speed_of_the_sandbox_but_not_below_a_second(double seconds, double speed, double real) =>
        Assert.That(TaskProbe.RealTimeout(TimeSpan.FromSeconds(seconds), speed), Is.EqualTo(TimeSpan.FromSeconds(real)));
}
