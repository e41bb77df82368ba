using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Tests.Wire;
using Verification.Wire;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Standins;

internal sealed class PaginatorTests
{
    private static readonly WireAnswer First = WireAnswer.Json("""{"clusterArns":["a","b"],"nextToken":"one"}""");
    private static readonly WireAnswer Second = WireAnswer.Json("""{"nextToken":"two"}""");
    private static readonly WireAnswer Third = WireAnswer.Json("""{"clusterArns":["c"],"nextToken":""}""");

    [Test]
    public async Task Three_pages_are_one_sequence_and_a_page_without_a_list_is_empty()
    {
        await using var server = await WireServer.Start(First, Second, Third);
        using var ecs = Clients.Ecs(server);
        var request = new ListClustersRequest { MaxResults = 2 };

        var arns = await All(ecs.Paginators.ListClusters(request).ClusterArns);

        Assert.That(arns, Is.EqualTo((string[])["a", "b", "c"]));
        Assert.That(server.Calls.Select(c => c.Text), Is.EqualTo(
            (string[])["""{"maxResults":2}""", """{"maxResults":2,"nextToken":"one"}""", """{"maxResults":2,"nextToken":"two"}"""]));
        Assert.That(request.NextToken, Is.EqualTo("two"), "it is the caller's request that is sent");
    }

    [Test]
    public async Task Pages_can_be_read_as_whole_answers()
    {
        await using var server = await WireServer.Start(First, Second, Third);
        using var ecs = Clients.Ecs(server);

        var pages = await All(ecs.Paginators.ListClusters(new()).Responses);

        Assert.That(pages.Select(p => p.NextToken), Is.EqualTo((string[])["one", "two", ""]));
    }

    [Test]
    public async Task A_paginator_is_used_once()
    {
        await using var server = await WireServer.Start(Third);
        using var ecs = Clients.Ecs(server);
        var paginator = ecs.Paginators.ListClusters(new());
        await All(paginator.ClusterArns);

        var error = (await Assert.ThrowsAsync<InvalidOperationException>(() => All(paginator.Responses)))!;

        Assert.That(error.Message, Does.StartWith("Paginator has already been consumed"));
    }

    [Test]
    public async Task An_error_in_the_middle_of_the_pages_comes_after_what_was_read()
    {
        await using var server = await WireServer.Start(First, WireAnswer.Json("""{"__type":"ClientException","message":"Token expired."}""", 400));
        using var ecs = Clients.Ecs(server);
        var read = new List<string>();

        var error = (await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await foreach (var arn in ecs.Paginators.ListClusters(new()).ClusterArns)
            {
                read.Add(arn);
            }
        }))!;

        Assert.That(error.Message, Is.EqualTo("Token expired."));
        Assert.That(read, Is.EqualTo((string[])["a", "b"]));
    }

    [Test]
    public async Task Load_balancers_page_by_marker_and_next_marker()
    {
        await using var server = await WireServer.Start(
            Page(new DescribeLoadBalancersResponse { LoadBalancers = [new() { LoadBalancerName = "a" }], NextMarker = "m" }, "DescribeLoadBalancers", AwsServices.ElasticLoadBalancingV2),
            Page(new DescribeLoadBalancersResponse { LoadBalancers = [new() { LoadBalancerName = "b" }] }, "DescribeLoadBalancers", AwsServices.ElasticLoadBalancingV2));
        using var elb = new AmazonElasticLoadBalancingV2Client("id", "secret", new AmazonElasticLoadBalancingV2Config { ServiceURL = server.Url });

        var balancers = await All(elb.Paginators.DescribeLoadBalancers(new()).LoadBalancers);

        Assert.That(balancers.Select(b => b.LoadBalancerName), Is.EqualTo((string[])["a", "b"]));
        Assert.That(server.Calls[1].Form["Marker"], Is.EqualTo("m"));
    }

    [Test]
    public async Task Roles_page_as_long_as_they_are_truncated()
    {
        await using var server = await WireServer.Start(
            Page(new ListRolesResponse { Roles = [new() { RoleName = "a" }], IsTruncated = true, Marker = "m" }, "ListRoles", AwsServices.Iam),
            Page(new ListRolesResponse { Roles = [new() { RoleName = "b" }], IsTruncated = false, Marker = "not a next page" }, "ListRoles", AwsServices.Iam));
        using var iam = new AmazonIdentityManagementServiceClient("id", "secret", new AmazonIdentityManagementServiceConfig { ServiceURL = server.Url });

        var roles = await All(iam.Paginators.ListRoles(new()).Roles);

        Assert.That(roles.Select(r => r.RoleName), Is.EqualTo((string[])["a", "b"]));
    }

    private static WireAnswer Page(object response, string operation, ServiceDescription service) =>
        WireAnswer.Xml(QueryCodec.WriteResponse(response, operation, "r", service));

    private static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
