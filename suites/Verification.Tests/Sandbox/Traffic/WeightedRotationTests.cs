using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Traffic;

namespace Verification.Tests.Sandbox.Traffic;

public sealed class WeightedRotationTests
{
    [Test]
    public void Of_as_many_turns_as_the_weights_sum_up_to_each_has_exactly_its_weight()
    {
        Gen.Int[0, 999].Array[1, 5].Where(weights => weights.Sum() > 0).Sample(weights =>
        {
            var rotation = new WeightedRotation(weights);
            var turns = new int[weights.Length];
            for (var i = 0; i < weights.Sum(); i++)
            {
                turns[rotation.Next()]++;
            }

            return turns.SequenceEqual(weights);
        });
    }

    [Test]
    public void Turns_are_spread_and_not_in_blocks()
    {
        var rotation = new WeightedRotation([3, 1]);

        Assert.That(Enumerable.Range(0, 4).Select(_ => rotation.Next()), Is.EqualTo([0, 0, 1, 0]));
    }

    [Test]
    public void Where_all_weights_are_0_it_is_nobodys_turn() => Assert.That(new WeightedRotation([0, 0]).Next(), Is.EqualTo(-1));
}
