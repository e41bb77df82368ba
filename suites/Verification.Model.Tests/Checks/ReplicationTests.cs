using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class ReplicationTests
{
    private const string Expected = "notification-service from us-east-1 to us-west-2";

    [Test]
    public void Rule_for_all_repositories_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Passed, Expected, Expected);
    }

    [Test]
    public void Rule_for_a_prefix_of_the_repository_passes()
    {
        var facts = With(new ReplicationRuleFact(["us-west-2"], ["payment", "notification"]));

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Passed, Expected, Expected);
    }

    [Test]
    public void Rules_that_together_reach_more_regions_passes()
    {
        var facts = With(new(["eu-west-1"], []), new(["us-west-2"], ["notification-service"]));

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Passed, Expected, "notification-service from us-east-1 to eu-west-1, us-west-2");
    }

    [Test]
    public void Rule_for_other_repositories_fails()
    {
        var facts = With(new ReplicationRuleFact(["us-west-2"], ["payment"]));

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Failed, Expected, "no rule for notification-service");
    }

    [Test]
    public void Rule_to_another_region_fails_with_both()
    {
        var facts = With(new ReplicationRuleFact(["eu-west-1"], []));

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Failed, Expected, "notification-service from us-east-1 to eu-west-1");
    }

    [Test]
    public void Registry_without_rules_fails()
    {
        var facts = With();

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Failed, Expected, "no rule for notification-service");
    }

    [Test]
    public void Replication_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy with { Replication = GuideFacts.Healthy.Replication.Denied() };

        var finding = Judged.By<Replication>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Nothing_is_asked_where_no_replication_is_declared()
    {
        var topology = GuideTopology.Literal with { Registry = GuideTopology.Literal.Registry with { ReplicatedTo = [] } };

        Assert.That(new Replication().Subjects(topology), Is.Empty);
    }

    private static Snapshot With(params ImmutableArray<ReplicationRuleFact> rules) =>
        GuideFacts.Healthy with { Replication = GuideFacts.Healthy.Replication.But(_ => new ReplicationFact(rules)) };
}
