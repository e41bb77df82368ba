using CsCheck;
using MathNet.Numerics.Statistics;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

internal sealed class PercentileTests
{
    [TestCase(0, 1)]
    [TestCase(25, 1.75)]
    [TestCase(50, 2.5)]
    [TestCase(99, 3.97)]
    [TestCase(100, 4)]
    public void Percentiles_are_linear_between_neighbours(double percent, double expected) => Assert.That(Percentile.Of([4, 1, 3, 2], percent), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void Percentiles_are_those_of_another_library() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 60], Gen.Double[0, 100]).Sample((values, percent) =>
            Math.Abs(Percentile.Of(values, percent) - values.QuantileCustom(percent / 100, QuantileDefinition.R7)) < 1e-6);

    [TestCase(-1)]
    [TestCase(101)]
    public void What_is_no_percentile_is_refused(double percent) => Assert.That(() => Percentile.Of([1], percent), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Nothing_has_no_percentile() => Assert.That(() => Percentile.Median([]), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
