using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Facts;

internal sealed class SnapshotDiffTests
{
    [Test]
    public void Same_snapshot_has_no_change() =>
        Assert.That(SnapshotDiff.Compare(GuideFacts.Healthy, SnapshotJson.Read(SnapshotJson.Write(GuideFacts.Healthy))), Is.Empty);

    [Test]
    public void When_and_how_it_was_taken_is_no_change() =>
        AssertChanges(GuideFacts.Healthy with { TakenAt = DateTimeOffset.UnixEpoch, AwsCalls = GuideFacts.Healthy.AwsCalls.Clear() });

    [Test]
    public void Where_a_fact_was_read_is_no_change() =>
        AssertChanges(GuideFacts.Healthy with { Caller = GuideFacts.Healthy.Caller with { Source = new FactSource("elsewhere", null) } });

    [Test]
    public void Order_of_a_list_is_no_change() => AssertChanges(GuideFacts.Healthy.ProductionTasks(tasks => [tasks[2], tasks[0], tasks[1]]));

    [Test]
    public void Changed_value_is_named_by_its_path() => AssertChanges(
        GuideFacts.Healthy.ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNHEALTHY" })),
        new FactChange("clusters[prod-cluster].common.tasks[prod-task-2].healthStatus", "HEALTHY", "UNHEALTHY"));

    [Test]
    public void Number_is_named_by_its_path() => AssertChanges(
        GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 2, CircuitBreakerEnabled = false }),
        new FactChange("clusters[prod-cluster].services[notification-service].service.runningCount", "3", "2"),
        new FactChange("clusters[prod-cluster].services[notification-service].service.circuitBreakerEnabled", "true", "false"));

    [Test]
    public void Item_that_is_gone_is_one_change() => AssertChanges(
        GuideFacts.Healthy.ProductionTargets(targets => targets.RemoveAt(1)),
        new FactChange("clusters[prod-cluster].common.targets[10.0.2.15:8083]", "id 10.0.2.15, port 8083, state healthy, reason \"\"", null));

    [Test]
    public void Item_that_is_new_is_one_change() => AssertChanges(
        GuideFacts.Healthy.ProductionDeployment(common => common with { Secrets = common.Secrets.But(secrets => secrets.Add("notification/token")) }),
        new FactChange("clusters[prod-cluster].common.secrets[notification/token]", null, "notification/token"));

    [Test]
    public void Items_that_are_all_gone_are_one_change_each() => AssertChanges(
        GuideFacts.Healthy.ProductionVersions(_ => []),
        new FactChange("clusters[prod-cluster].common.versions[10.0.1.15]", Sample("10.0.1.15"), null),
        new FactChange("clusters[prod-cluster].common.versions[10.0.2.15]", Sample("10.0.2.15"), null),
        new FactChange("clusters[prod-cluster].common.versions[10.0.3.15]", Sample("10.0.3.15"), null));

    [Test]
    public void What_became_absent_or_unavailable_is_one_change() => AssertChanges(
        GuideFacts.Healthy.ProductionDeployment(common => common with { Secrets = common.Secrets.Denied(), LogGroup = common.LogGroup.Gone("log group x") }),
        new FactChange("clusters[prod-cluster].common.logGroup", "name /ecs/notification-service-prod, retentionDays 30", "absent: log group x"),
        new FactChange("clusters[prod-cluster].common.secrets", "notification/db-url, notification/api-key", $"unavailable: {Changes.Reason}"));

    [Test]
    public void Null_is_nothing() => AssertChanges(
        GuideFacts.Healthy.ProductionDeployment(common => common with { LogGroup = common.LogGroup.But(group => group with { RetentionDays = null }) }),
        new FactChange("clusters[prod-cluster].common.logGroup.retentionDays", "30", null));

    [Test]
    public void Command_is_compared_in_its_order() => AssertChanges(
        GuideFacts.Healthy.ProductionContainer(container => container with { HealthCheck = container.HealthCheck! with { Command = ["CMD", "b", "a"] } }),
        new FactChange(
            "clusters[prod-cluster].common.taskDefinition.container.healthCheck.command",
            "CMD-SHELL curl -f http://localhost:8083/health || exit 1",
            "CMD b a"));

    [Test]
    public void Listener_rules_are_named_by_their_ids() => AssertChanges(
        GuideFacts.Healthy.ProductionRules(rules => rules.But(seen => seen.But(0, rule => rule with { Forward = [rule.Forward[0] with { Weight = 50 }] }))),
        new FactChange("clusters[prod-cluster].loadBalancer.listeners[f2f7dc8efc522ab2].rules[9683b2d02a6cabee].forward[notification-prod-tg].weight", "1", "50"));

    [Test]
    public void Two_of_one_name_are_told_apart() => AssertChanges(
        GuideFacts.Healthy.ProductionVersions(samples => samples.Add(samples[0] with { Answer = new HttpAnswer(null, "", "refused") })),
        new FactChange("clusters[prod-cluster].common.versions[10.0.1.15#2]", null, "from 10.0.1.15, answer body \"\", trouble refused"));

    [Test]
    public void Item_of_a_strategy_is_named_by_its_provider() => AssertChanges(
        GuideFacts.Healthy.InProduction(cluster => cluster with { Cluster = cluster.Cluster.But(it => it with { DefaultStrategy = it.DefaultStrategy.But(1, item => item with { Weight = 9 }) }) }),
        new FactChange("clusters[prod-cluster].cluster.defaultStrategy[FARGATE_SPOT].weight", "1", "9"));

    [Test]
    public void Item_without_a_name_is_named_by_its_place() => AssertChanges(
        GuideFacts.Healthy with { Replication = GuideFacts.Healthy.Replication.But(it => it with { Rules = it.Rules.But(0, rule => rule with { RepositoryPrefixes = ["notification"] }) }) },
        new FactChange("replication.rules[0].repositoryPrefixes[notification]", null, "notification"));

    [Test]
    public void List_without_items_that_cannot_be_read_any_more_was_none() => Assert.That(
        SnapshotDiff.Compare(
            GuideFacts.Healthy.ProductionDeployment(common => common with { Secrets = common.Secrets.But(_ => []) }),
            GuideFacts.Healthy.ProductionDeployment(common => common with { Secrets = common.Secrets.Denied() })),
        Is.EqualTo([new FactChange("clusters[prod-cluster].common.secrets", "none", $"unavailable: {Changes.Reason}")]));

    [Test]
    public void Map_with_the_name_of_a_part_of_an_observation_is_a_map() => AssertChanges(
        GuideFacts.Healthy.ProductionContainer(container => container with { Environment = container.Environment.Add("source", "here") }),
        new FactChange("clusters[prod-cluster].common.taskDefinition.container.environment.source", null, "here"));

    [TestCase(100, 0)]
    [TestCase(101, 81)]
    public void Long_texts_are_cut_once_more_than_half_of_what_is_shown_is_alike(int alike, int from)
    {
        var before = new string('x', alike) + "old";

        var change = SnapshotDiff.Compare(GuideFacts.Healthy.ProductionHealth(200, before), GuideFacts.Healthy.ProductionHealth(200, new string('x', alike) + "new")).Single();

        Assert.That(change.Before, Is.EqualTo(from == 0 ? before : $"…{before[from..]}"));
    }

    [Test]
    public void Long_texts_are_cut_where_they_differ()
    {
        var before = GuideFacts.Healthy.ProductionHealth(200, new string('x', 5000) + "old");
        var after = GuideFacts.Healthy.ProductionHealth(200, new string('x', 5000) + "new");

        var change = SnapshotDiff.Compare(before, after).Single();

        Assert.That((change.Before, change.After), Is.EqualTo(($"…{new string('x', 20)}old", $"…{new string('x', 20)}new")));
    }

    private static void AssertChanges(Snapshot after, params FactChange[] changes) =>
        Assert.That(SnapshotDiff.Compare(GuideFacts.Healthy, after), Is.EqualTo(changes));

    private static string Sample(string from) => $"from {from}, answer status 200, body {{\"version\":\"v1.2.3\"}}, trouble \"\"";
}
