using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.Hosting;

public sealed class AwsFrontTests
{
    private const string ListRepositories = "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories";
    private const string DescribeTargetGroups = "Action=DescribeTargetGroups&Version=2015-12-01";

    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync();

    [Test]
    public async Task A_json_call_is_answered_in_json_with_a_request_id()
    {
        var answer = await _sandbox.JsonAsync(ListRepositories, "{}", SandboxCaller.Authorization("ecr"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/x-amz-json-1.1"));
        Assert.That(Guid.TryParse(answer.Headers.GetValues("x-amzn-RequestId").Single(), out _), Is.True);
        Assert.That(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["repositories"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_query_call_is_answered_in_xml_with_the_same_request_id_in_header_and_body()
    {
        var answer = await _sandbox.QueryAsync(DescribeTargetGroups, SandboxCaller.Authorization("elasticloadbalancing"));

        var body = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/xml"));
        Assert.That(body, Does.Contain("<DescribeTargetGroupsResponse xmlns=\"http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/\">"));
        Assert.That(body, Does.Contain($"<RequestId>{answer.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId>"));
    }

    [Test]
    public async Task A_query_call_may_be_a_get()
    {
        var answer = await _sandbox.GetAsync("/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential=test%2F20260110%2Fus-east-1%2Fsts%2Faws4_request");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<Account>123456789012</Account>"));
    }

    [Test]
    public async Task The_region_of_the_credential_scope_is_the_region_of_the_call()
    {
        await _sandbox.JsonAsync(
            "AmazonEC2ContainerRegistry_V20150921.CreateRepository", """{"repositoryName":"in-the-east"}""", SandboxCaller.Authorization("ecr", "us-east-1"));

        var west = await _sandbox.JsonAsync(ListRepositories, """{"repositoryNames":["in-the-east"]}""", SandboxCaller.Authorization("ecr", "us-west-2"));
        var east = await _sandbox.JsonAsync(ListRepositories, """{"repositoryNames":["in-the-east"]}""", SandboxCaller.Authorization("ecr", "us-east-1"));

        Assert.That((await SandboxCaller.JsonErrorAsync(west)).Code, Is.EqualTo("RepositoryNotFoundException"));
        Assert.That(await east.Content.ReadAsStringAsync(), Does.Contain("arn:aws:ecr:us-east-1:123456789012:repository/in-the-east"));
    }

    [TestCase(null)]
    [TestCase("Basic dXNlcjpwYXNz")]
    [TestCase("AWS4-HMAC-SHA256 Credential=test/20260110/us-east-1, SignedHeaders=host, Signature=0")]
    public async Task Without_a_credential_scope_the_token_is_missing(string? authorization)
    {
        var json = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync(ListRepositories, "{}", authorization));
        var query = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync(DescribeTargetGroups, authorization));

        Assert.That(json, Is.EqualTo((HttpStatusCode.Forbidden, "MissingAuthenticationTokenException", "Missing Authentication Token")));
        Assert.That(query, Is.EqualTo((HttpStatusCode.Forbidden, "MissingAuthenticationToken", "Request is missing Authentication Token")));
    }

    [Test]
    public async Task Access_keys_that_say_they_are_invalid_are_refused()
    {
        var json = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync(ListRepositories, "{}", SandboxCaller.Authorization("ecr", key: "AKIAINVALID1")));
        var query = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync(DescribeTargetGroups, SandboxCaller.Authorization("elasticloadbalancing", key: "AKIAINVALID1")));

        Assert.That(json, Is.EqualTo((HttpStatusCode.Forbidden, "UnrecognizedClientException", "The security token included in the request is invalid.")));
        Assert.That(query, Is.EqualTo((HttpStatusCode.Forbidden, "InvalidClientTokenId", "The security token included in the request is invalid.")));
    }

    [Test]
    public async Task A_region_that_cannot_be_one_is_refused()
    {
        var error = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync(ListRepositories, "{}", SandboxCaller.Authorization("ecr", "east")));

        Assert.That(error, Is.EqualTo((HttpStatusCode.Forbidden, "InvalidSignatureException", "Credential should be scoped to a valid region.")));
    }

    [Test]
    public async Task An_operation_that_is_not_implemented_is_an_error_that_says_what_is()
    {
        var json = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync("AmazonEC2ContainerRegistry_V20150921.StartImageScan", "{}", SandboxCaller.Authorization("ecr")));
        var query = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync("Action=SetSubnets&Version=2015-12-01", SandboxCaller.Authorization("elasticloadbalancing")));

        Assert.That((json.Status, json.Code), Is.EqualTo((HttpStatusCode.BadRequest, "UnknownOperationException")));
        Assert.That(json.Message, Does.StartWith("The sandbox does not implement the operation StartImageScan of ecr. It implements: ").And.Contain("DescribeRepositories"));
        Assert.That((query.Status, query.Code), Is.EqualTo((HttpStatusCode.BadRequest, "InvalidAction")));
        Assert.That(query.Message, Does.Contain("SetSubnets of elasticloadbalancing").And.Contain("CreateListener, CreateLoadBalancer"));
    }

    [Test]
    public async Task A_service_that_is_not_implemented_is_an_error_that_says_which_are()
    {
        var json = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync("DynamoDB_20120810.ListTables", "{}", SandboxCaller.Authorization("dynamodb")));
        var query = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync("Action=DescribeLoadBalancers&Version=2012-06-01", SandboxCaller.Authorization("elasticloadbalancing")));
        var rest = await SandboxCaller.XmlErrorAsync(await _sandbox.PostAsync(new StringContent(""), SandboxCaller.Authorization("s3")));

        Assert.That((json.Code, query.Code, rest.Code), Is.EqualTo(("UnknownOperationException", "InvalidAction", "InvalidAction")));
        Assert.That(json.Message, Does.Contain("the X-Amz-Target 'DynamoDB_20120810.ListTables'").And.Contain("elasticloadbalancing"));
        Assert.That(query.Message, Does.Contain("the version '2012-06-01' of 'elasticloadbalancing' (operation DescribeLoadBalancers)"));
        Assert.That(rest.Message, Does.Contain("'s3'"));
    }

    [Test]
    public async Task Cbor_is_refused_in_words()
    {
        var answer = await _sandbox.JsonAsync(ListRepositories, "{}", SandboxCaller.Authorization("ecr"), ("smithy-protocol", "rpc-v2-cbor"));

        Assert.That((await SandboxCaller.JsonErrorAsync(answer)).Message, Is.EqualTo("The sandbox speaks the AWS JSON 1.1 and AWS Query protocols, not 'rpc-v2-cbor'."));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("""{"maxResults":"many"}""")]
    public async Task Malformed_json_is_a_serialization_exception(string body)
    {
        var error = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync(ListRepositories, body, SandboxCaller.Authorization("ecr")));

        Assert.That((error.Status, error.Code), Is.EqualTo((HttpStatusCode.BadRequest, "SerializationException")));
    }

    [Test]
    public async Task A_field_of_the_wrong_type_is_a_validation_error()
    {
        var error = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync(DescribeTargetGroups + "&PageSize=many", SandboxCaller.Authorization("elasticloadbalancing")));

        Assert.That((error.Status, error.Code), Is.EqualTo((HttpStatusCode.BadRequest, "ValidationError")));
    }

    [Test]
    public async Task A_required_member_that_is_missing_is_named_as_each_service_does()
    {
        var ecr = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync("AmazonEC2ContainerRegistry_V20150921.CreateRepository", "{}", SandboxCaller.Authorization("ecr")));
        var elb = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync("Action=DeleteRule&Version=2015-12-01", SandboxCaller.Authorization("elasticloadbalancing")));
        var ec2 = await SandboxCaller.XmlErrorAsync(await _sandbox.QueryAsync("Action=CreateSubnet&Version=2016-11-15", SandboxCaller.Authorization("ec2")));

        Assert.That(ecr.Code, Is.EqualTo("InvalidParameterException"));
        Assert.That(ecr.Message, Does.Contain("'repositoryName'"));
        Assert.That((elb.Code, elb.Message), Is.EqualTo(("ValidationError", "1 validation error detected: Value null at 'RuleArn' failed to satisfy constraint: Member must not be null")));
        Assert.That((ec2.Code, ec2.Message), Is.EqualTo(("MissingParameter", "The request must contain the parameter VpcId")));
    }

    [Test]
    public async Task A_request_that_is_too_large_is_refused_in_words()
    {
        var answer = await _sandbox.PostAsync(new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1]), SandboxCaller.Authorization("ecr"), ("X-Amz-Target", ListRepositories));

        Assert.That(
            await SandboxCaller.JsonErrorAsync(answer),
            Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLargeException", "The sandbox takes requests of up to 33554432 bytes.")));
    }

    [Test]
    public async Task Text_that_is_not_ascii_arrives_as_it_was_sent()
    {
        var form = new StringContent("Action=CreateSecurityGroup&Version=2016-11-15&GroupName=%C3%A4&GroupDescription=a+b&VpcId=vpc-1", Encoding.UTF8, "application/x-www-form-urlencoded");

        var error = await SandboxCaller.XmlErrorAsync(await _sandbox.PostAsync(form, SandboxCaller.Authorization("ec2")));

        Assert.That(error.Message, Does.Not.Contain("%").And.Not.Contain("+"));
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task A_json_call_with_another_method_than_post_does_nothing(string method)
    {
        using var request = Request(method, "/", new StringContent("{}"), SandboxCaller.Authorization("ecr"), ("X-Amz-Target", ListRepositories));

        var error = await SandboxCaller.JsonErrorAsync(await _sandbox.SendAsync(request));

        Assert.That((error.Status, error.Code), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "UnknownOperationException")));
        Assert.That(error.Message, Does.Contain(method));
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task A_query_call_with_another_method_than_get_and_post_does_nothing(string method)
    {
        using var request = Request(method, "/?Action=GetCallerIdentity&Version=2011-06-15", null, SandboxCaller.Authorization("sts"));

        var error = await SandboxCaller.XmlErrorAsync(await _sandbox.SendAsync(request));

        Assert.That((error.Status, error.Code), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "MethodNotAllowed")));
    }

    [Test]
    public async Task A_body_in_gzip_is_unpacked()
    {
        using var request = Request("POST", "/", Zipped("{}"), SandboxCaller.Authorization("ecr"), ("X-Amz-Target", ListRepositories));

        Assert.That((await _sandbox.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_small_body_that_unpacks_to_too_much_is_refused()
    {
        using var request = Request("POST", "/", Zipped(new string(' ', 33 * 1024 * 1024)), SandboxCaller.Authorization("ecr"), ("X-Amz-Target", ListRepositories));

        var error = await SandboxCaller.JsonErrorAsync(await _sandbox.SendAsync(request));

        Assert.That((error.Status, error.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLargeException")));
    }

    [TestCase("gzip", HttpStatusCode.BadRequest, "SerializationException")]
    [TestCase("br", HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaTypeException")]
    [TestCase("aws-chunked", HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaTypeException")]
    public async Task A_body_that_is_not_encoded_as_it_says_is_refused(string encoding, HttpStatusCode status, string code)
    {
        var content = new StringContent("{}");
        content.Headers.ContentEncoding.Add(encoding);
        using var request = Request("POST", "/", content, SandboxCaller.Authorization("ecr"), ("X-Amz-Target", ListRepositories));

        var error = await SandboxCaller.JsonErrorAsync(await _sandbox.SendAsync(request));

        Assert.That((error.Status, error.Code), Is.EqualTo((status, code)));
    }

    [Test]
    public async Task A_body_in_chunks_is_read_to_its_end()
    {
        using var request = Request("POST", "/", new StringContent("""{"repositoryNames":["no-such"]}"""), SandboxCaller.Authorization("ecr"), ("X-Amz-Target", ListRepositories));
        request.Headers.TransferEncodingChunked = true;

        Assert.That((await SandboxCaller.JsonErrorAsync(await _sandbox.SendAsync(request))).Code, Is.EqualTo("RepositoryNotFoundException"));
    }

    [Test]
    public async Task A_presigned_call_may_be_a_post_and_its_signature_stands_in_the_query()
    {
        const string Signature = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260110%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=20260110T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0";
        using var request = Request("POST", "/?" + Signature, new StringContent("Action=GetCallerIdentity&Version=2011-06-15"), null);

        Assert.That(await (await _sandbox.SendAsync(request)).Content.ReadAsStringAsync(), Does.Contain("<Account>123456789012</Account>"));
    }

    [TestCase("%00")]
    [TestCase("%EF%BF%BF")]
    [TestCase("%ED%A0%80")]
    [TestCase("%3C%2FMessage%3E%3CCode%3E")]
    public async Task What_xml_cannot_carry_is_answered_in_well_formed_xml(string name)
    {
        var answer = await _sandbox.QueryAsync($"Action=DescribeTargetGroups&Version=2015-12-01&Names.member.1={name}", SandboxCaller.Authorization("elasticloadbalancing"));

        var error = await SandboxCaller.XmlErrorAsync(answer);
        Assert.That((int)error.Status, Is.EqualTo(400));
        Assert.That(error.Code, Is.EqualTo("TargetGroupNotFound").Or.EqualTo("ValidationError"));
    }

    [Test]
    public async Task A_description_that_xml_cannot_carry_is_kept_out_or_comes_back_in_well_formed_xml()
    {
        await _sandbox.QueryAsync("Action=CreateRole&Version=2010-05-08&RoleName=odd&AssumeRolePolicyDocument=%7B%7D&Description=a%00%0B%EF%BF%BEb", SandboxCaller.Authorization("iam"));

        var answer = await _sandbox.QueryAsync("Action=ListRoles&Version=2010-05-08", SandboxCaller.Authorization("iam"));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(() => System.Xml.Linq.XDocument.Parse(text), Throws.Nothing, text);
    }

    [TestCase("""{"repositoryNames":"one"}""")]
    [TestCase("""{"repositoryNames":[1]}""")]
    [TestCase("""{"repositoryNames":[null]}""")]
    [TestCase("""{"repositoryNames":{}}""")]
    [TestCase("""{"nextToken":"\ud800"}""")]
    [TestCase("null")]
    [TestCase("{} {}")]
    public async Task Json_of_another_type_than_the_model_says_is_a_serialization_exception(string body)
    {
        var error = await SandboxCaller.JsonErrorAsync(await _sandbox.JsonAsync(ListRepositories, body, SandboxCaller.Authorization("ecr")));

        Assert.That((error.Status, error.Code), Is.EqualTo((HttpStatusCode.BadRequest, "SerializationException")));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    private HttpRequestMessage Request(string method, string path, HttpContent? content, string? authorization, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_sandbox.Server.Url, path)) { Content = content };
        foreach (var (name, value) in authorization is null ? headers : [.. headers, ("Authorization", authorization)])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static ByteArrayContent Zipped(string text)
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionMode.Compress, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(zipped.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
