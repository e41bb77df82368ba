using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class CapacityProvidersDriftedTests
{
    private static Snapshot Broken => Troubles.Snapshot.InProduction(cluster => cluster with { Cluster = cluster.Cluster.But(one => one with { DefaultStrategy = [] }) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("capacity-providers-drifted", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("--capacity-providers FARGATE FARGATE_SPOT --default-capacity-provider-strategy capacityProvider=FARGATE,weight=1,base=2"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("capacity-providers-drifted", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("capacity-providers-drifted", Broken, snapshot => snapshot.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Denied() }));

    [Test]
    public void Is_first_and_a_provider_that_is_there_besides_stays()
    {
        var cause = Explained.First("capacity-providers-drifted", Troubles.Snapshot.InProduction(cluster => cluster with
        {
            Cluster = cluster.Cluster.But(one => one with { CapacityProviders = ["FARGATE", "own-instances"], DefaultStrategy = [new("FARGATE", 1, 0), new("own-instances", 3, 0)] }),
        }));

        Assert.That(cause.For.Single().Text, Is.EqualTo("FARGATE, own-instances; by default FARGATE weight 1 base 0, own-instances weight 3 base 0"));
        Assert.That(cause.Mend, Has.Some.Contains("--capacity-providers FARGATE own-instances FARGATE_SPOT --default"));
    }
}
