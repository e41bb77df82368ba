using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Explain.Catalog;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Explain;

/// <summary>What the catalogue says of a snapshot.</summary>
internal static class Explained
{
    public static Explanation Of(Snapshot snapshot, Topology? topology = null) =>
        Explainer.Explain(topology ?? GuideTopology.Literal, snapshot, CheckCatalog.Judge(topology ?? GuideTopology.Literal, snapshot));

    /// <summary>What is said of each trouble that a test makes, by the test's name.</summary>
    public const string Wording = "Causes/Wording.txt";

    // Their commands move traffic or a tag, replace tasks that run, or set bounds that somebody wanted.
    private static readonly string[] Moving =
    [
        "autoscaling-fights", "listener-missing", "rule-forwards-elsewhere", "rule-missing", "rule-shadowed", "stage-and-production-swapped", "sticky-sessions",
        "tag-moved", "target-group-unused", "tasks-outdated", "traffic-not-following", "weights-not-shifted",
    ];

    /// <summary>The first cause, which must be this one; all that is said with it is approved.</summary>
    public static Cause First(string id, Snapshot snapshot, Topology? topology = null)
    {
        var explanation = Of(snapshot, topology);

        Assert.That(explanation.First?.Id, Is.EqualTo(id), () => Words(explanation));
        var test = TestContext.CurrentContext.Test;
        Assert.That(explanation.Causes.Where(cause => cause.Id != "desired-count-changed" && cause.IsMendSafe == (cause.Mend.IsEmpty || Moving.Contains(cause.Id))).Select(cause => cause.Id), Is.Empty, "mend --dry-run prints what takes nothing away and moves no traffic");
        Approved.Entry($"{test.DisplayName}.{test.MethodName}{string.Concat(test.Arguments.Take(1).Select(argument => $" {argument}"))} {id}", Words(explanation), Wording);
        return explanation.First!;
    }

    /// <summary>Something is red, and this is not why.</summary>
    public static void Silent(string id, Snapshot snapshot, Topology? topology = null)
    {
        var explanation = Of(snapshot, topology);

        Assert.That(explanation.Causes.IsEmpty && explanation.Unexplained.IsEmpty, Is.False, "nothing is red");
        Assert.That(explanation.Causes.Select(cause => cause.Id), Has.None.EqualTo(id), () => Words(explanation));
    }

    /// <summary>With the facts that show it unavailable it is silent, and with all of them as well.</summary>
    public static void SilentUnread(string id, Snapshot snapshot, Func<Snapshot, Snapshot> unread, Topology? topology = null)
    {
        Assert.That(Of(snapshot, topology).Causes.Select(cause => cause.Id), Has.Some.EqualTo(id), "it speaks while the facts are there");
        Assert.That(Of(unread(snapshot), topology).Causes.Select(cause => cause.Id), Has.None.EqualTo(id));
        Assert.That(Of(Rewritten.EveryObservation(snapshot, Rewritten.Unavailable), topology).Causes.Select(cause => cause.Id), Has.None.EqualTo(id));
    }

    private static string Words(Explanation explanation) => string.Join('\n', [.. explanation.Causes.Select(cause => cause.Fully()), .. explanation.Unexplained.Select(one => one.Describe())]);
}
