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
    public void Certainty_has_no_quantile(double probability) => Assert.That(() => NormalDistribution.Quantile(probability), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Logarithms_of_the_gamma_function_are_those_of_another_library() =>
        Gen.Double[1e-3, 1e6].Sample(x => Near(BetaDistribution.LogGamma(x), SpecialFunctions.GammaLn(x), 1e-11));

    [Test]
    public void The_beta_distribution_is_that_of_another_library() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.1, 3000], Gen.Double[0.1, 3000]).Sample((x, a, b) =>
            Near(BetaDistribution.Cumulative(x, a, b), SpecialFunctions.BetaRegularized(a, b, x), 1e-8));

    private static bool Near(double ours, double theirs, double relative) => Math.Abs(ours - theirs) <= relative * Math.Max(Math.Abs(theirs), 1e-200);
}
