using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

/// <summary>Samples of known distributions.</summary>
internal static class Draws
{
    public static double Gaussian(Random random) => NormalDistribution.Quantile((random.NextDouble() * 0.999999) + 5e-7);

    /// <summary>With that median, and that share of it as noise.</summary>
    public static double[] LogNormal(Random random, int size, double median, double variation) =>
        [.. Enumerable.Range(0, size).Select(_ => median * Math.Exp(Math.Sqrt(Math.Log(1 + (variation * variation))) * Gaussian(random)))];

    public static double[] Autoregressive(Random random, int size, double correlation)
    {
        var (series, last) = (new double[size], Gaussian(random));
        for (var i = 0; i < size; i++)
        {
            series[i] = last = (correlation * last) + (Math.Sqrt(1 - (correlation * correlation)) * Gaussian(random));
        }

        return series;
    }

    public static EventCount[] Poisson(Random random, int intervals, double exposure, double rate) =>
        [.. Enumerable.Range(0, intervals).Select(_ => new EventCount(MathNet.Numerics.Distributions.Poisson.Sample(random, rate * exposure), exposure))];
}
