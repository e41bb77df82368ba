using System.Net;
using Amazon.CloudWatchLogs;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Tests.Wire;
using Verification.Wire;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Standins;

/// <summary>What the clients send and how they read what comes back, against a real HTTP server.</summary>
internal sealed class ClientCallTests
{
    [Test]
    public async Task A_json_call_is_signed_for_its_region_and_service_and_says_which_operation_it_is()
    {
        await using var server = await WireServer.Start(WireAnswer.Json("""{"clusterArns":["a"]}"""));
        using var ecs = Clients.Ecs(server, region: "eu-west-1");

        var answer = await ecs.ListClustersAsync(new() { MaxResults = 3 });

        var call = server.Calls.Single();
        Assert.That(call.Header("Authorization"), Does.Match("^AWS4-HMAC-SHA256 Credential=id/[0-9]{8}/eu-west-1/ecs/aws4_request, "));
        Assert.That(call.Header("X-Amz-Target"), Is.EqualTo("AmazonEC2ContainerServiceV20141113.ListClusters"));
        Assert.That(call.Header("Content-Type"), Is.EqualTo("application/x-amz-json-1.1"));
        Assert.That(call.Header("x-amz-api-version"), Is.EqualTo("2014-11-13"));
        Assert.That(call.Text, Is.EqualTo("""{"maxResults":3}"""));
        Assert.That(answer.ClusterArns, Is.EqualTo((string[])["a"]));
        Assert.That(answer.ResponseMetadata.RequestId, Is.EqualTo("request-of-the-header"));
        Assert.That(answer.HttpStatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_query_call_is_a_signed_form_and_its_request_id_is_that_of_the_xml()
    {
        var body = QueryCodec.WriteResponse(
            new DescribeTargetHealthResponse { TargetHealthDescriptions = [new() { TargetHealth = new() { State = TargetHealthStateEnum.Healthy } }] },
            "DescribeTargetHealth", "request-of-the-body", AwsServices.ElasticLoadBalancingV2);
        await using var server = await WireServer.Start(WireAnswer.Xml(body));
        using var elb = new AmazonElasticLoadBalancingV2Client("id", "secret", "token", new AmazonElasticLoadBalancingV2Config
        {
            ServiceURL = server.Url, AuthenticationRegion = "us-west-2",
        });

        var answer = await elb.DescribeTargetHealthAsync(new() { TargetGroupArn = "arn & more", Targets = [new() { Id = "10.0.0.1", Port = 8083 }] });

        var call = server.Calls.Single();
        Assert.That(call.Header("Authorization"), Does.Contain("/us-west-2/elasticloadbalancing/aws4_request"));
        Assert.That(call.Header("X-Amz-Security-Token"), Is.EqualTo("token"));
        Assert.That(call.Form, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["Action"] = "DescribeTargetHealth", ["Version"] = "2015-12-01", ["TargetGroupArn"] = "arn & more",
            ["Targets.member.1.Id"] = "10.0.0.1", ["Targets.member.1.Port"] = "8083",
        }));
        Assert.That(answer.TargetHealthDescriptions.Single().TargetHealth.State, Is.EqualTo(TargetHealthStateEnum.Healthy));
        Assert.That(answer.ResponseMetadata.RequestId, Is.EqualTo("request-of-the-body"));
    }

    [Test]
    public async Task An_answer_without_a_body_is_an_answer_without_members()
    {
        await using var server = await WireServer.Start(WireAnswer.Json(""));
        using var logs = new AmazonCloudWatchLogsClient("id", "secret", new AmazonCloudWatchLogsConfig { ServiceURL = server.Url });

        var answer = await logs.CreateLogGroupAsync(new() { LogGroupName = "/ecs/a" });

        Assert.That(answer.HttpStatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_error_that_the_operation_declares_is_its_exception_with_all_that_the_answer_says()
    {
        await using var server = await WireServer.Start(
            WireAnswer.Json("""{"__type":"com.amazonaws.ecs#ConflictException","message":"It is there.","resourceIds":["x","y"]}""", 400));
        using var ecs = Clients.Ecs(server);

        var error = (await Assert.ThrowsAsync<ConflictException>(() => ecs.StopServiceDeploymentAsync(new())))!;

        Assert.That((error.ErrorCode, error.Message, error.RequestId, error.StatusCode), Is.EqualTo(
            ("ConflictException", "It is there.", "request-of-the-header", HttpStatusCode.BadRequest)));
        Assert.That(error.ResourceIds, Is.EqualTo((string[])["x", "y"]));
    }

    [Test]
    public async Task An_error_that_only_another_operation_declares_is_the_service_exception_with_its_code()
    {
        await using var server = await WireServer.Start(WireAnswer.Json(JsonError("ClusterNotFoundException", "Cluster not found."), 400));
        using var ecs = Clients.Ecs(server);

        var declared = await Assert.CatchAsync<AmazonECSException>(() => ecs.ListServicesAsync(new()));
        var undeclared = (await Assert.ThrowsAsync<AmazonECSException>(() => ecs.ListClustersAsync(new())))!;

        Assert.That(declared, Is.TypeOf<ClusterNotFoundException>());
        Assert.That(undeclared, Is.TypeOf<AmazonECSException>());
        Assert.That((undeclared.ErrorCode, undeclared.Message), Is.EqualTo(("ClusterNotFoundException", "Cluster not found.")));
    }

    [Test]
    public async Task An_elb_error_has_a_code_without_the_word_exception_and_is_typed_all_the_same()
    {
        await using var server = await WireServer.Start(WireAnswer.Xml(
            QueryCodec.WriteError("TargetGroupNotFound", "One or more target groups not found", true, "r-1", AwsServices.ElasticLoadBalancingV2), 400));
        using var elb = new AmazonElasticLoadBalancingV2Client("id", "secret", new AmazonElasticLoadBalancingV2Config { ServiceURL = server.Url });

        var error = (await Assert.ThrowsAsync<TargetGroupNotFoundException>(() => elb.DescribeTargetGroupsAsync(new())))!;

        Assert.That((error.ErrorCode, error.Message, error.RequestId, error.ErrorType), Is.EqualTo(
            ("TargetGroupNotFound", "One or more target groups not found", "r-1", ErrorType.Sender)));
    }

    [Test]
    public async Task An_iam_error_is_typed_by_its_code()
    {
        await using var server = await WireServer.Start(WireAnswer.Xml(
            QueryCodec.WriteError("NoSuchEntity", "The role with name x cannot be found.", true, "r-1", AwsServices.Iam), 404));
        using var iam = new AmazonIdentityManagementServiceClient("id", "secret", new AmazonIdentityManagementServiceConfig { ServiceURL = server.Url });

        var error = (await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.GetRoleAsync(new() { RoleName = "x" })))!;

        Assert.That((error.ErrorCode, error.StatusCode), Is.EqualTo(("NoSuchEntity", HttpStatusCode.NotFound)));
    }

    [TestCase("<html><body>502 Bad Gateway</body></html>", 502)]
    [TestCase("upstream connect error", 503)]
    [TestCase("", 403)]
    public async Task An_error_that_is_none_of_aws_is_quoted(string body, int status)
    {
        await using var server = await WireServer.Start(WireAnswer.Json(body, status) with { ContentType = "text/html" });
        using var ecs = Clients.Ecs(server, retries: 0);

        var error = (await Assert.ThrowsAsync<AmazonECSException>(() => ecs.ListClustersAsync(new())))!;

        Assert.That((int)error.StatusCode, Is.EqualTo(status));
        Assert.That(error.ErrorCode, Is.Null.Or.Empty);
        Assert.That(error.Message, Does.Contain(body));
    }

    [TestCase("<html><body>Welcome</body></html>", "JSON")]
    [TestCase("""{"clusterArns":"a"}""", "clusterArns: expected a list, found the string \"a\"")]
    [TestCase("""{"clusterArns":["a"]""", "JSON")]
    public async Task A_good_status_with_a_body_that_is_no_answer_says_what_is_wrong_with_it(string body, string expected)
    {
        await using var server = await WireServer.Start(WireAnswer.Json(body));
        using var ecs = Clients.Ecs(server, retries: 0);

        var error = (await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => ecs.ListClustersAsync(new())))!;

        Assert.That(error.Message, Does.Contain(expected).And.Contain(body));
        Assert.That((error.RequestId, error.StatusCode), Is.EqualTo(("request-of-the-header", HttpStatusCode.OK)));
    }

    [TestCase("<html><body>Welcome</body></html>", "expected <DescribeRulesResponse>, found <html>")]
    [TestCase("<!DOCTYPE html><p>Welcome", "expected XML")]
    [TestCase("{}", "expected XML")]
    [TestCase("<DescribeRulesResponse/>", "expected <DescribeRulesResult>")]
    public async Task A_good_status_with_xml_that_is_no_answer_says_what_is_wrong_with_it(string body, string expected)
    {
        await using var server = await WireServer.Start(WireAnswer.Xml(body));
        using var elb = new AmazonElasticLoadBalancingV2Client("id", "secret", new AmazonElasticLoadBalancingV2Config { ServiceURL = server.Url, MaxErrorRetry = 0 });

        var error = (await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => elb.DescribeRulesAsync(new())))!;

        Assert.That(error.Message, Does.Contain(expected));
    }

    [Test]
    public async Task A_list_that_is_empty_in_json_is_empty_and_one_that_is_empty_in_xml_is_not_set_as_with_the_official_clients()
    {
        var xml = QueryCodec.WriteResponse(new DescribeTargetHealthResponse { TargetHealthDescriptions = [] }, "DescribeTargetHealth", "r", AwsServices.ElasticLoadBalancingV2);
        await using var jsonServer = await WireServer.Start(WireAnswer.Json("""{"clusterArns":[]}"""));
        await using var xmlServer = await WireServer.Start(WireAnswer.Xml(xml));
        using var ecs = Clients.Ecs(jsonServer);
        using var elb = new AmazonElasticLoadBalancingV2Client("id", "secret", new AmazonElasticLoadBalancingV2Config { ServiceURL = xmlServer.Url });

        var json = await ecs.ListClustersAsync(new());
        var query = await elb.DescribeTargetHealthAsync(new());

        Assert.That(json.ClusterArns, Is.Empty);
        Assert.That(query.TargetHealthDescriptions, Is.Null);
    }

    private static string JsonError(string code, string message) => System.Text.Encoding.UTF8.GetString(JsonCodec.WriteError(code, message));
}
