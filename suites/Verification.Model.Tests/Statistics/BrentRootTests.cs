using CsCheck;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

internal sealed class BrentRootTests
{
    [Test]
    public void The_root_is_within_the_tolerance() =>
        Gen.Double[-9, 9].Sample(root => Math.Abs(BrentRoot.Of(x => Math.Pow(x - root, 3) + x - root, -10, 10, 1e-9) - root) < 1e-8);

    [Test]
    public void The_step_of_a_step_function_is_found() =>
        Assert.That(BrentRoot.Of(x => x < 2.5 ? 3 : -1, -10, 10, 1e-4), Is.EqualTo(2.5).Within(1e-4));

    [Test]
    public void A_root_at_an_end_is_that_end()
    {
        Assert.That(BrentRoot.Of(x => x, 0, 5, 1e-4), Is.Zero);
        Assert.That(BrentRoot.Of(x => x, -5, 0, 1e-4), Is.Zero);
    }
}
