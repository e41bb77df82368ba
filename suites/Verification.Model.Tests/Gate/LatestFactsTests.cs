using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Gate;

/// <summary>A cluster is its name and its region.</summary>
internal sealed class LatestFactsTests
{
    // Two clusters of one region, and beside them one of the same name elsewhere.
    private static readonly Snapshot Neighbours = GuideFacts.Healthy with
    {
        Clusters =
        [
            GuideFacts.Healthy.Clusters[1] with { Region = "us-east-1" },
            GuideFacts.Healthy.Clusters[0] with { Region = "us-west-2" },
            GuideFacts.Healthy.Clusters[0],
        ],
    };

    private static ClusterDeclaration Production => GuideTopology.Literal.Clusters[0];

    [Test]
    public void Facts_on_a_cluster_are_those_of_its_name_in_its_region() =>
        Assert.That(LatestFacts.On(Neighbours, Production), Is.SameAs(Neighbours.Clusters[2]));

    [Test]
    public void Images_of_a_cluster_are_those_of_its_name_in_its_region() =>
        Assert.That(ImageHistory.Of([Neighbours], Production), Is.EqualTo(["123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.2.3"]));
}
