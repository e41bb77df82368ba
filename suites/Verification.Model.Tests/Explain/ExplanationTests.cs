using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain;

internal sealed class ExplanationTests
{
    // A task is missing in production and the VPC is pending there; analytics lacks its log group; all clusters lack a role.
    private static Explanation Explanation { get; } = Explained.Of((Troubles.Snapshot with { Roles = Troubles.Snapshot.Roles.But(2, role => role with { Role = role.Role.Gone("role") }) })
        .Stopped("UserInitiated", "Task stopped by user")
        .ProductionNetwork(network => network with { Vpc = network.Vpc.But(vpc => vpc with { State = "pending" }) })
        .InAnalytics(cluster => cluster with { Common = cluster.Common with { LogGroup = cluster.Common.LogGroup.Gone("log group") }, Network = cluster.Network with { Vpc = cluster.Network.Vpc.But(vpc => vpc with { State = "pending" }) } }));

    [Test]
    public void Of_nothing_there_is_no_first_cause() => Assert.That(Explanation.Nothing.First, Is.Null);

    [TestCase("prod-cluster", "role-missing,task-stopped-by-hand", "prod-cluster network")]
    [TestCase("analytics-cluster", "role-missing,log-group-missing", "analytics-cluster network")]
    [TestCase("another-cluster", "role-missing", "")]
    public void In_a_cluster_is_what_concerns_it_and_what_concerns_all(string cluster, string causes, string unexplained)
    {
        var there = Explanation.In(cluster);

        Assert.That((Causes(there), Unexplained(there)), Is.EqualTo((causes, unexplained)));
    }

    [Test]
    public void In_a_cluster_is_what_nobody_explains_of_all_clusters() => Assert.That(
        Unexplained(Explained.Of(Troubles.Snapshot with { Caller = Troubles.Snapshot.Caller.But(caller => caller with { Account = "999999999999" }) }).In("prod-cluster")),
        Is.EqualTo("all clusters account"));

    [Test]
    public void About_findings_is_what_explains_one_of_them_or_what_nobody_explains()
    {
        var lacking = Explanation.Causes.Single(cause => cause.Id == "task-stopped-by-hand").Explains;
        var network = Explanation.Unexplained.First(one => one.Finding.Subject.Cluster == "prod-cluster").Finding;

        Assert.That(lacking.Select(finding => finding.Check), Has.Some.EqualTo("running-equals-desired"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(About(lacking[0]), Is.EqualTo(("role-missing,task-stopped-by-hand", "")));
            Assert.That(About(network), Is.EqualTo(("", "prod-cluster network")));
            Assert.That(About(lacking[0], network), Is.EqualTo(("role-missing,task-stopped-by-hand", "prod-cluster network")));
            Assert.That(About(network with { Check = "another" }), Is.EqualTo(("", "")));
        }
    }

    [Test]
    public void What_is_red_in_a_cluster_that_the_snapshot_has_in_another_region_is_explained_by_nothing_there()
    {
        var explanation = Explained.Of(Troubles.Snapshot.Stopped("UserInitiated", "Task stopped by user").InProduction(cluster => cluster with { Region = "eu-west-1" }));

        Assert.That((Causes(explanation.In("prod-cluster")), explanation.In("prod-cluster").Unexplained.Any(one => one.Finding.Subject.Cluster is not null)), Is.EqualTo(("", true)));
        Assert.That(explanation.Unexplained.Where(one => one.Finding.Subject.Cluster is not null).SelectMany(one => one.Nearest), Is.Empty);
    }

    [Test]
    public void What_is_red_in_a_cluster_that_the_snapshot_does_not_have_is_explained_by_nothing()
    {
        var explanation = Explained.Of(Troubles.Snapshot with { Clusters = [] });

        Assert.That((explanation.Causes.IsEmpty, explanation.Unexplained.IsEmpty, explanation.Unexplained.All(one => one.Nearest.IsEmpty && one.Unread.IsEmpty)), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Beside_an_unknown_cause_lie_two_stopped_tasks_three_events_two_targets_and_two_lines_of_the_log_the_newest_six_of_them()
    {
        var task = Troubles.Task("UserInitiated", "Task stopped by user", null, "", null);
        var snapshot = Troubles.Snapshot
            .ProductionNetwork(network => network with { Vpc = network.Vpc.But(vpc => vpc with { State = "pending" }) })
            .ProductionTargets(targets => [.. targets, targets[0] with { Id = "10.0.9.1", State = "draining" }, targets[0] with { Id = "10.0.9.2", State = "draining" }, targets[0] with { Id = "10.0.9.3", State = "draining" }])
            .Trouble(trouble => trouble with
            {
                StoppedTasks = trouble.StoppedTasks.But(_ => [.. At("first", "second", "third").Select(one => task with { StoppedReason = one.Text, StoppedAt = one.At.AddSeconds(1) })]),
                Services = trouble.Services.But(services => services.But(0, service => service with { Events = [.. At("one", "two", "three", "four").Select(one => new ServiceEventFact(one.At, one.Text))] })),
                LogLines = trouble.LogLines.But(_ => [.. At("a", "b", "c").Reverse().Select(one => new LogLineFact(one.At.AddSeconds(2), "stream", one.Text))]),
            });

        var nearest = Explained.Of(snapshot).Unexplained.Single(one => one.Finding.Check == "network").Nearest.Select(proof => proof.Text);

        Assert.That(nearest, Is.EqualTo(["target 10.0.9.1:8083 draining", "target 10.0.9.2:8083 draining", "log: a", "task 0123456789abcdef0123456789abcdef stopped: UserInitiated, first", "one", "log: b"]));
    }

    private static IEnumerable<(DateTimeOffset At, string Text)> At(params string[] words) => words.Select((word, index) => (Troubles.Noon.AddMinutes(-1 - index), word));

    private static (string, string) About(params Finding[] findings) => (Causes(Explanation.About(findings)), Unexplained(Explanation.About(findings)));

    private static string Causes(Explanation explanation) => string.Join(',', explanation.Causes.Select(cause => cause.Id));

    private static string Unexplained(Explanation explanation) => string.Join(',', explanation.Unexplained.Select(one => $"{one.Finding.Subject.ToString().Split('/')[0]} {one.Finding.Check}"));
}
