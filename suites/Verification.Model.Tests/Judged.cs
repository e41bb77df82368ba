using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Tests.Model;

/// <summary>What one check says, and what it should say.</summary>
internal static class Judged
{
    /// <summary>The finding on production, or on all clusters together; of a service where the check is about one.</summary>
    public static Finding By<TCheck>(Snapshot snapshot, Topology? topology = null, string service = "notification-service")
        where TCheck : Check, new()
    {
        var check = new TCheck();
        topology ??= GuideTopology.Literal;
        return check.Judge(check.Subjects(topology).First(subject => subject.Service is null || subject.Service == service), topology, snapshot);
    }

    public static void Says(this Finding finding, Outcome outcome, string expected, string observed) =>
        Assert.That((finding.Outcome, finding.Expected, finding.Observed), Is.EqualTo((outcome, expected, observed)));

    /// <summary>Everything in the catalogue that does not pass, as <c>check subject</c>.</summary>
    public static IEnumerable<string> Red(Snapshot snapshot, Topology? topology = null) =>
        CheckCatalog.Judge(topology ?? GuideTopology.Literal, snapshot)
            .Where(finding => finding.Outcome != Outcome.Passed)
            .Select(finding => $"{finding.Check} {finding.Subject}");

    /// <summary>The guide, with something else declared of the common service in production.</summary>
    public static Topology Declaring(Func<DeploymentDeclaration, DeploymentDeclaration> change)
    {
        var production = GuideTopology.Literal.Clusters[0];
        return GuideTopology.Literal with { Clusters = GuideTopology.Literal.Clusters.SetItem(0, production with { Common = change(production.Common) }) };
    }
}
