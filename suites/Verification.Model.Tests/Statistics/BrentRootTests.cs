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
        Assert.That(BrentRoot.Of(_ => 0, 2, 5, 1e-4), Is.EqualTo(2), "the low one, as in R, when both are roots");
    }

    // Where R's zeroin.c, written down a second time, asks for the function's value: the last digits of a root on a step depend on each of these.
    private static readonly TestCaseData[] Searches =
    [
        new TestCaseData((double x) => (x * x * x) - 0.5, 0.0, 5.0, 0.5, new[] { 0, 5, 0.25, 2.625, 0.5, 1.5625, 0.75, 1.15625 }).SetArgDisplayNames("a cube, coarsely"),
        new TestCaseData((double x) => (x * x * x * x * x) + 0.5, -1.0, 100.0, 0.1, new[] { -1, 100, -0.95, 49.525, -0.9, 24.3125, -0.85 }).SetArgDisplayNames("a fifth power, far off"),
        new TestCaseData((double x) => Math.Pow(x, 7) - 2, -2.0, 2.0, 0.1, new[] { -2, 2, 0.03125, 0.08125, 1.040625, 1.5203125, 1.090625, 1.140625 }).SetArgDisplayNames("a seventh power"),
        new TestCaseData((double x) => 0.225 - Math.Exp(-10 * x), -1.0, 9.0, 1.0, new[] { -1, 9, 8.5, 3.75, 1.375, 0.1875, -0.36727955424104164 }).SetArgDisplayNames("a decay"),
        new TestCaseData((double x) => x < 0.5 ? -1.0 : 3, 0.0, 1.0, 1.0, new[] { 0.0, 1 }).SetArgDisplayNames("half a bracket as wide as the tolerance"),
    ];

    [TestCaseSource(nameof(Searches))]
    public void The_search_is_that_of_R(Func<double, double> function, double low, double high, double tolerance, double[] expected)
    {
        var asked = new List<double>();
        BrentRoot.Of(Listening, low, high, tolerance);

        Assert.That(asked, Is.EqualTo(expected).Within(1e-9));

        double Listening(double x)
        {
            asked.Add(x);
            return function(x);
        }
    }

    // Towards zero, halves never end; R's maxit is 1000, and the first step is not counted.
    [Test]
    public void A_search_without_tolerance_ends_after_a_thousand_steps()
    {
        var asked = 0;
        var root = BrentRoot.Of(Step, -1, 2, 0);

        Assert.That(asked, Is.EqualTo(2 + 1001));
        Assert.That(root, Is.Positive.And.LessThan(1e-300));

        double Step(double x)
        {
            asked++;
            return x <= 0 ? -1 : 1;
        }
    }
}
