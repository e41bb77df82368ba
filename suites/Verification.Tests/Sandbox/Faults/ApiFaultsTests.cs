using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Tests.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Faults;

/// <summary>Each kind of fault that a call can have, with AWS's words.</summary>
public sealed class ApiFaultsTests
{
    private const string Ecs = "AmazonEC2ContainerServiceV20141113.";

    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _sandbox = await SandboxCaller.StartAsync();
        foreach (var name in (string[])["one", "two", "three"])
        {
            await EcsAsync("CreateCluster", $$"""{"clusterName":"{{name}}"}""");
        }

        await QueryAsync("iam", "Action=CreateRole&Version=2010-05-08&RoleName=role&AssumeRolePolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D");
    }

    [TearDown]
    public Task MendAsync() => _sandbox.DeleteAsync("/_sandbox/faults");

    [TestCase("""{"kind":"throttling"}""", 400, "ThrottlingException", "Rate exceeded")]
    [TestCase("""{"kind":"server-error"}""", 500, "ServerException", "Service Unavailable. Please try again later.")]
    [TestCase("""{"kind":"server-error","status":503}""", 503, "ServiceUnavailableException", "The service is unavailable. Please try again later.")]
    [TestCase("""{"kind":"expired-credentials"}""", 400, "ExpiredTokenException", "The security token included in the request is expired")]
    [TestCase(
        """{"kind":"access-denied"}""",
        400,
        "AccessDeniedException",
        "User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: ecs:DescribeServices on resource: arn:aws:ecs:us-east-1:123456789012:service/one/web because no identity-based policy allows the ecs:DescribeServices action")]
    public async Task A_json_call_is_refused(string fault, int status, string code, string message)
    {
        await _sandbox.AddFaultAsync(fault);

        var error = await SandboxCaller.JsonErrorAsync(await EcsAsync("DescribeServices", """{"cluster":"one","services":["web"]}"""));

        Assert.That(error, Is.EqualTo(((HttpStatusCode)status, code, message)));
    }

    [TestCase("""{"kind":"throttling"}""", 400, "Throttling", "Rate exceeded")]
    [TestCase("""{"kind":"server-error"}""", 500, "InternalFailure", "unknown error")]
    [TestCase("""{"kind":"expired-credentials"}""", 403, "ExpiredToken", "The security token included in the request is expired")]
    [TestCase("""{"kind":"access-denied"}""", 403, "AccessDenied", "not authorized to perform: elasticloadbalancing:DescribeTargetGroups on resource: *")]
    public async Task A_query_call_is_refused(string fault, int status, string code, string message)
    {
        await _sandbox.AddFaultAsync(fault);

        var error = await SandboxCaller.XmlErrorAsync(await QueryAsync("elasticloadbalancing", "Action=DescribeTargetGroups&Version=2015-12-01"));

        Assert.That((error.Status, error.Code), Is.EqualTo(((HttpStatusCode)status, code)));
        Assert.That(error.Message, Does.Contain(message));
    }

    [TestCase("""{"kind":"throttling"}""", 503, "RequestLimitExceeded")]
    [TestCase("""{"kind":"access-denied"}""", 403, "UnauthorizedOperation")]
    [TestCase("""{"kind":"expired-credentials"}""", 400, "RequestExpired")]
    public async Task An_ec2_call_is_refused(string fault, int status, string code)
    {
        await _sandbox.AddFaultAsync(fault);

        var error = await SandboxCaller.XmlErrorAsync(await QueryAsync("ec2", "Action=DescribeVpcs&Version=2016-11-15"));

        Assert.That((error.Status, error.Code), Is.EqualTo(((HttpStatusCode)status, code)));
    }

    [Test]
    public async Task A_refused_call_does_nothing()
    {
        await _sandbox.AddFaultAsync("""{"kind":"throttling","operation":"CreateCluster"}""");

        await EcsAsync("CreateCluster", """{"clusterName":"never"}""");

        Assert.That(await (await EcsAsync("ListClusters", "{}")).Content.ReadAsStringAsync(), Does.Not.Contain("never"));
    }

    [Test]
    public async Task Other_services_operations_regions_and_clusters_are_not_concerned()
    {
        await _sandbox.AddFaultAsync("""{"kind":"throttling","region":"us-east-1","service":"ecs","operation":"DescribeServices","cluster":"one"}""");

        var concerned = await EcsAsync("DescribeServices", """{"cluster":"arn:aws:ecs:us-east-1:123456789012:cluster/one","services":["web"]}""");
        HttpResponseMessage[] others =
        [
            await EcsAsync("DescribeServices", """{"cluster":"two","services":["web"]}"""),
            await EcsAsync("ListServices", """{"cluster":"one"}"""),
            await QueryAsync("elasticloadbalancing", "Action=DescribeTargetGroups&Version=2015-12-01"),
        ];
        var west = await SandboxCaller.JsonErrorAsync(await EcsAsync("DescribeServices", """{"cluster":"one","services":["web"]}""", "us-west-2"));

        Assert.That((await SandboxCaller.JsonErrorAsync(concerned)).Code, Is.EqualTo("ThrottlingException"));
        Assert.That(others.Select(other => other.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(west.Code, Is.EqualTo("ClusterNotFoundException"));
    }

    [TestCase("""{"kind":"connection-reset"}""")]
    [TestCase("""{"kind":"timeout","seconds":0}""")]
    [TestCase("""{"kind":"region-unreachable","region":"us-east-1"}""")]
    public async Task A_call_whose_connection_is_lost_is_not_answered_and_not_done(string fault)
    {
        await _sandbox.AddFaultAsync(fault);

        Assert.That(() => EcsAsync("CreateCluster", """{"clusterName":"lost"}"""), Throws.InstanceOf<HttpRequestException>());

        await MendAsync();
        Assert.That(await (await EcsAsync("ListClusters", "{}")).Content.ReadAsStringAsync(), Does.Not.Contain("lost"));
    }

    [Test]
    public async Task While_one_region_is_unreachable_the_other_is_not()
    {
        await _sandbox.AddFaultAsync("""{"kind":"region-unreachable","region":"us-east-1"}""");

        Assert.That(() => EcsAsync("ListClusters", "{}"), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await EcsAsync("ListClusters", "{}", "us-west-2")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_answer_that_breaks_off_leaves_the_call_done()
    {
        await _sandbox.AddFaultAsync("""{"kind":"truncated-answer","operation":"CreateCluster"}""");

        Assert.That(() => EcsAsync("CreateCluster", """{"clusterName":"four"}"""), Throws.InstanceOf<HttpRequestException>());

        Assert.That(await (await EcsAsync("ListClusters", "{}")).Content.ReadAsStringAsync(), Does.Contain("four"));
        await EcsAsync("DeleteCluster", """{"cluster":"four"}""");
    }

    [Test]
    public async Task An_empty_page_has_a_token_with_which_the_rest_is_found()
    {
        await _sandbox.AddFaultAsync("""{"kind":"empty-page","operation":"ListClusters"}""");

        var empty = await BodyAsync(await EcsAsync("ListClusters", """{"maxResults":2}"""));
        var first = await BodyAsync(await EcsAsync("ListClusters", $$"""{"maxResults":2,"nextToken":"{{empty["nextToken"]}}"}"""));
        var emptyAgain = await BodyAsync(await EcsAsync("ListClusters", $$"""{"maxResults":2,"nextToken":"{{first["nextToken"]}}"}"""));
        var second = await BodyAsync(await EcsAsync("ListClusters", $$"""{"maxResults":2,"nextToken":"{{emptyAgain["nextToken"]}}"}"""));

        Assert.That((empty["clusterArns"]!.AsArray().Count, emptyAgain["clusterArns"]!.AsArray().Count), Is.EqualTo((0, 0)));
        Assert.That(first["clusterArns"]!.AsArray().Concat(second["clusterArns"]!.AsArray()).Select(arn => ((string)arn!).Split('/')[1]), Is.EqualTo(["one", "two", "three"]));
        Assert.That(second["nextToken"], Is.Null);
    }

    [Test]
    public async Task An_operation_that_does_not_page_has_no_empty_page()
    {
        await _sandbox.AddFaultAsync("""{"kind":"empty-page"}""");

        Assert.That((await BodyAsync(await EcsAsync("DescribeClusters", """{"clusters":["one"]}""")))["clusters"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_named_comes_in_one_page()
    {
        await _sandbox.AddFaultAsync("""{"kind":"empty-page"}""");

        var error = await SandboxCaller.XmlErrorAsync(await QueryAsync("elasticloadbalancing", "Action=DescribeTargetGroups&Version=2015-12-01&Names.member.1=none"));

        Assert.That(error.Code, Is.EqualTo("TargetGroupNotFound"));
    }

    [Test]
    public async Task An_empty_page_of_iam_says_that_there_is_more()
    {
        await _sandbox.AddFaultAsync("""{"kind":"empty-page","service":"iam"}""");

        var body = await (await QueryAsync("iam", "Action=ListRoles&Version=2010-05-08")).Content.ReadAsStringAsync();

        Assert.That(body, Does.Contain("<IsTruncated>true</IsTruncated>").And.Contain("<Marker>empty-page:</Marker>").And.Not.Contain("<RoleName>"));
    }

    [Test]
    public async Task An_empty_list_has_nothing_and_nothing_follows()
    {
        await _sandbox.AddFaultAsync("""{"kind":"empty-list"}""");

        var clusters = await BodyAsync(await EcsAsync("ListClusters", """{"maxResults":2}"""));
        var described = await BodyAsync(await EcsAsync("DescribeClusters", """{"clusters":["one"]}"""));

        Assert.That(clusters.ToJsonString(), Is.EqualTo("""{"clusterArns":[]}"""));
        Assert.That(described.ToJsonString(), Is.EqualTo("""{"clusters":[],"failures":[]}"""));
    }

    [Test]
    public async Task A_call_that_writes_is_never_answered_with_an_empty_list()
    {
        await _sandbox.AddFaultAsync("""{"kind":"empty-list"}""");

        var group = await QueryAsync("elasticloadbalancing", "Action=CreateTargetGroup&Version=2015-12-01&Name=lambda&TargetType=ip&Protocol=HTTP&Port=80&VpcId=vpc-none");

        Assert.That((await SandboxCaller.XmlErrorAsync(group)).Code, Is.Not.Empty);
    }

    [Test]
    public async Task A_slow_answer_is_the_right_one()
    {
        await _sandbox.AddFaultAsync("""{"kind":"slow-answer","milliseconds":1}""");

        var answer = await BodyAsync(await EcsAsync("ListClusters", "{}"));

        var fault = JsonNode.Parse(await (await _sandbox.GetAsync("/_sandbox/faults")).Content.ReadAsStringAsync())!["faults"]![0]!;
        Assert.That(answer["clusterArns"]!.AsArray(), Has.Count.EqualTo(3));
        Assert.That((int)fault["hits"]!, Is.EqualTo(1));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    private Task<HttpResponseMessage> EcsAsync(string operation, string body, string region = "us-east-1") =>
        _sandbox.JsonAsync(Ecs + operation, body, SandboxCaller.Authorization("ecs", region));

    private Task<HttpResponseMessage> QueryAsync(string service, string form) => _sandbox.QueryAsync(form, SandboxCaller.Authorization(service));

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
