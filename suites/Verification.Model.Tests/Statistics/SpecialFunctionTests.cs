using CsCheck;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

/// <summary>The numerics that are ours, beside those of a library that is not.</summary>
internal sealed class SpecialFunctionTests
{
    [Test]
    public void The_normal_distribution_is_that_of_another_library() =>
        Gen.Double[-30, 30].Sample(z => Near(NormalDistribution.Cumulative(z), Normal.CDF(0, 1, z), 1e-11));

    // Published to so many digits.
    [TestCase(0.01, -2.3263478740408408)]
    [TestCase(0.025, -1.9599639845400545)]
    [TestCase(0.5, 0)]
    [TestCase(0.8, 0.84162123357291441)]
    [TestCase(1e-20, -9.2623400897985)]
    public void Quantiles_of_the_normal_distribution_are_the_published_ones(double probability, double expected) =>
        Assert.That(NormalDistribution.Quantile(probability), Is.EqualTo(expected).Within(1e-12));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.1)]
    [TestCase(1.5)]
    public void Certainty_has_no_quantile(double probability) =>
        Assert.That(() => NormalDistribution.Quantile(probability), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ActualValue").EqualTo(probability));

    [Test]
    public void Logarithms_of_the_gamma_function_are_those_of_another_library() =>
        Gen.Double[1e-3, 1e6].Sample(x => NearOrSmall(BetaDistribution.LogGamma(x), SpecialFunctions.GammaLn(x), 1e-11));

    // mpmath, with thirty digits.
    [TestCase(1e-10, 23.0258509298827353)]
    [TestCase(0.001, 6.90717888538385368)]
    [TestCase(0.25, 1.28802252469807746)]
    [TestCase(0.49, 0.592249629335267038)]
    public void The_gamma_function_is_known_near_nothing(double x, double expected) => Assert.That(BetaDistribution.LogGamma(x), Is.EqualTo(expected).Within(1e-13 * expected));

    [TestCase(0, 1)]
    [TestCase(-1, 1)]
    [TestCase(1, 0)]
    [TestCase(1, -1)]
    public void Shapes_of_the_beta_distribution_are_positive(double a, double b) =>
        Assert.That(() => BetaDistribution.Cumulative(0.5, a, b), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(-0.1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(1.1, 1)]
    public void All_of_the_beta_distribution_is_between_nothing_and_one(double x, double expected) => Assert.That(BetaDistribution.Cumulative(x, 2, 3), Is.EqualTo(expected));

    // By their closed forms: 1 - (1 - x)^5 is 5x there, and that of halves is 2 / pi times the arc sine of the root of x.
    [TestCase(1, 5, 5e-20)]
    [TestCase(0.5, 0.5, 2e-10 / Math.PI)]
    public void Small_tails_keep_their_digits(double a, double b, double expected) => Assert.That(BetaDistribution.Cumulative(1e-20, a, b), Is.EqualTo(expected).Within(1e-10 * expected));

    [Test]
    public void The_beta_distribution_is_that_of_another_library() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.1, 3000], Gen.Double[0.1, 3000]).Sample((x, a, b) =>
            Near(BetaDistribution.Cumulative(x, a, b), SpecialFunctions.BetaRegularized(a, b, x), 1e-8));

    // Around 1 and 2 the logarithm is nearly nothing, and so is what both are wrong by.
    private static bool NearOrSmall(double ours, double theirs, double relative) => Near(ours, theirs, relative) || Math.Abs(ours - theirs) <= 1e-14;

    private static bool Near(double ours, double theirs, double relative) => Math.Abs(ours - theirs) <= relative * Math.Max(Math.Abs(theirs), 1e-200);
}
