using CsCheck;

namespace Verification.Tests.Fuzzing;

/// <summary>So many values of a generator, the same ones in every run: a failure in CI is the failure on a desk.</summary>
internal static class FixedSamples
{
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    public static IEnumerable<T> Of<T>(Gen<T> gen, int count, ulong seed = 20260110)
    {
        var random = new PCG(101, seed);
        for (var i = 0; i < count; i++)
        {
            yield return gen.Generate(random, null, out _);
        }
    }
}
