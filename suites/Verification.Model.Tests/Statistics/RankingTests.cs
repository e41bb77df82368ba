using CsCheck;
using MathNet.Numerics.Statistics;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

internal sealed class RankingTests
{
    [Test]
    public void Equal_values_share_the_average_of_their_ranks()
    {
        var ranking = Ranking.Of([30, 10, 20, 20, 20]);

        Assert.That(ranking.Ranks.ToArray(), Is.EqualTo([5.0, 1, 3, 3, 3]));
        Assert.That(ranking.Ties, Is.EqualTo(24), "3^3 - 3");
    }

    [Test]
    public void What_is_no_number_ranks_as_the_greatest() => Assert.That(Ranking.Of([double.NaN, 1, 2]).Ranks.ToArray(), Is.EqualTo([3.0, 1, 2]));

    [Test]
    public void Ranks_are_those_of_another_library() =>
        Gen.Int[0, 9].Select(value => (double)value).Array[1, 40].Sample(values => Ranking.Of(values).Ranks.SequenceEqual(values.Ranks()));
}
