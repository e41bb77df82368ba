using Amazon.ECS.Model;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecs.Operations;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClusterTests
{
    private readonly AwsAccount _account = new(new SandboxClock(new FakeTimeProvider(), 0), 1);
    private readonly ClusterOperations _clusters = new();
    private readonly ClusterQueries _queries = new();

    private RequestContext East => new(_account.Region("us-east-1"), "request");

    private RequestContext West => new(_account.Region("us-west-2"), "request");

    [Test]
    public void A_cluster_has_what_the_guide_gives_it()
    {
        var cluster = Create("prod-cluster");

        Assert.That((cluster.Status, cluster.ClusterArn), Is.EqualTo(("ACTIVE", "arn:aws:ecs:us-east-1:123456789012:cluster/prod-cluster")));
        Assert.That(cluster.CapacityProviders, Is.EqualTo(["FARGATE", "FARGATE_SPOT"]));
        Assert.That(cluster.DefaultCapacityProviderStrategy.Select(item => (item.CapacityProvider, item.Weight, item.Base)), Is.EqualTo([("FARGATE", 1, 2), ("FARGATE_SPOT", 1, (int?)null)]));
        Assert.That((cluster.ActiveServicesCount, cluster.RunningTasksCount, cluster.RegisteredContainerInstancesCount), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void The_same_name_again_is_the_same_cluster()
    {
        Create("prod-cluster");
        Create("prod-cluster");

        Assert.That(_queries.ListClusters(new ListClustersRequest(), East).ClusterArns, Has.Exactly(1).Items);
    }

    [Test]
    public void Regions_see_nothing_of_each_other()
    {
        Create("prod-cluster");

        var answer = _queries.DescribeClusters(new DescribeClustersRequest { Clusters = ["prod-cluster"] }, West);

        Assert.That(answer.Clusters, Is.Empty);
        Assert.That(answer.Failures.Select(failure => (failure.Arn, failure.Reason)), Is.EqualTo([("arn:aws:ecs:us-west-2:123456789012:cluster/prod-cluster", "MISSING")]));
    }

    [Test]
    public void Settings_statistics_and_tags_are_answered_when_they_are_asked_for()
    {
        Create("prod-cluster");

        var plain = _queries.DescribeClusters(new DescribeClustersRequest { Clusters = ["prod-cluster"] }, East).Clusters.Single();
        var full = _queries.DescribeClusters(new DescribeClustersRequest { Clusters = ["prod-cluster"], Include = ["SETTINGS", "STATISTICS", "TAGS"] }, East).Clusters.Single();

        Assert.That((plain.Settings.Count, plain.Statistics.Count, plain.Tags.Count), Is.EqualTo((0, 0, 0)));
        Assert.That((full.Settings.Count, full.Statistics.Count, full.Tags.Count), Is.EqualTo((1, 8, 1)));
    }

    [Test]
    public void An_unknown_capacity_provider_is_refused() => Assert.That(
        EcsCaller.Error(() => _clusters.CreateCluster(new CreateClusterRequest { CapacityProviders = ["MINE"] }, East)).Message,
        Is.EqualTo("The specified capacity provider 'MINE' was not found."));

    [Test]
    public void A_deleted_cluster_is_inactive_and_not_listed()
    {
        Create("prod-cluster");

        _clusters.DeleteCluster(new DeleteClusterRequest { Cluster = "prod-cluster" }, East);

        Assert.That(_queries.ListClusters(new ListClustersRequest(), East).ClusterArns, Is.Empty);
        Assert.That(_queries.DescribeClusters(new DescribeClustersRequest { Clusters = ["prod-cluster"] }, East).Clusters.Single().Status, Is.EqualTo("INACTIVE"));
        Assert.That(Create("prod-cluster").Status, Is.EqualTo("ACTIVE"));
    }

    [Test]
    public void More_than_a_hundred_clusters_are_not_described_at_once() => Assert.That(
        EcsCaller.Error(() => _queries.DescribeClusters(new DescribeClustersRequest { Clusters = [.. Enumerable.Range(0, 101).Select(i => $"c{i}")] }, East)).Message,
        Is.EqualTo("cluster names can have at most 100 items."));

    [Test]
    public void Pages_follow_each_other_even_when_what_they_ended_with_is_gone()
    {
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            Create(name);
        }

        var first = _queries.ListClusters(new ListClustersRequest { MaxResults = 2 }, East);
        _clusters.DeleteCluster(new DeleteClusterRequest { Cluster = "a" }, East);
        var second = _queries.ListClusters(new ListClustersRequest { MaxResults = 2, NextToken = first.NextToken }, East);
        var third = _queries.ListClusters(new ListClustersRequest { MaxResults = 2, NextToken = second.NextToken }, East);

        Assert.That(first.ClusterArns.Concat(second.ClusterArns).Concat(third.ClusterArns).Select(arn => arn[^1]), Is.EqualTo("abcde"));
        Assert.That(third.NextToken, Is.Null);
        Assert.That(EcsCaller.Error(() => _queries.ListClusters(new ListClustersRequest { NextToken = "?" }, East)).Code, Is.EqualTo("InvalidParameterException"));
    }

    private Cluster Create(string name) => _clusters.CreateCluster(
        new CreateClusterRequest
        {
            ClusterName = name,
            CapacityProviders = ["FARGATE", "FARGATE_SPOT"],
            DefaultCapacityProviderStrategy = [new() { CapacityProvider = "FARGATE", Weight = 1, Base = 2 }, new() { CapacityProvider = "FARGATE_SPOT", Weight = 1 }],
            Tags = [new Tag { Key = "Environment", Value = "production" }],
        },
        East).Cluster;
}
