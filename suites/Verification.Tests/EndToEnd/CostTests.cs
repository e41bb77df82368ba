using NUnit.Framework;

namespace Verification.Tests.EndToEnd;

/// <summary>What a look costs AWS's request budget.</summary>
public sealed class CostTests
{
    [Test]
    public async Task Both_clusters_take_at_most_forty_aws_calls()
    {
        await using var guide = await GuideRun.StartAsync();

        var snapshot = await guide.TakeAsync();

        Assert.That(snapshot.AwsCalls.Values.Sum(), Is.InRange(20, 40), () => string.Join('\n', snapshot.AwsCalls));
    }

    [Test]
    public async Task A_second_look_counts_its_own_calls_and_not_those_of_the_first()
    {
        await using var guide = await GuideRun.StartAsync();

        var first = await guide.TakeAsync();
        var second = await guide.TakeAsync();

        Assert.That(second.AwsCalls, Is.EqualTo(first.AwsCalls));
    }
}
