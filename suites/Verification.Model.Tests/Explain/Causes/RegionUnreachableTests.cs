using NUnit.Framework;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RegionUnreachableTests
{
    private const string Reason = "Connection reset by peer (ecs.us-east-1.amazonaws.com:443)";

    [Test]
    public void Is_first_when_several_services_of_the_region_do_not_answer() =>
        Assert.That(Explained.First("region-unreachable", Troubles.Snapshot.Refused(Reason)).Title, Is.EqualTo("The region us-east-1 does not answer."));

    [Test]
    public void Is_silent_when_one_service_alone_does_not() =>
        Explained.Silent("region-unreachable", Troubles.Snapshot.ProductionDeployment(common => common with { LogGroup = common.LogGroup.Refused(Reason) }));

    [Test]
    public void Is_silent_when_what_is_unread_is_so_for_another_reason() => Explained.Silent("region-unreachable", Troubles.Snapshot.Refused("nobody knows"));

    [Test]
    public void Is_first_when_three_services_do_not_answer() => Explained.First("region-unreachable", Troubles.Snapshot.ProductionDeployment(common => common with
    {
        LogGroup = common.LogGroup.Refused(Reason),
        Secrets = common.Secrets.Refused(Reason),
        Image = common.Image.Refused(Reason),
    }));

    [Test]
    public void Is_silent_when_the_third_is_in_another_region() => Explained.Silent("region-unreachable", (Troubles.Snapshot with { Replication = Troubles.Snapshot.Replication.Refused(Reason) })
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { LogGroup = cluster.Common.LogGroup.Refused(Reason), Secrets = cluster.Common.Secrets.Refused(Reason) } }));
}
