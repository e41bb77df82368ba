using System.Text;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using Amazon.SecurityToken.Model;
using CsCheck;
using NUnit.Framework;
using Verification.Wire;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Verification.Tests.Wire;

internal sealed class QueryCodecTests
{
    private static readonly ServiceDescription Elb = AwsServices.ElasticLoadBalancingV2;

    [Test]
    public void A_request_is_a_form_of_numbered_members()
    {
        var request = new CreateRuleRequest
        {
            ListenerArn = "arn", Priority = 7, Tags = [],
            Conditions = [new() { Field = "path-pattern", PathPatternConfig = new() { Values = ["/a", "/b"] } }],
            Actions = [new() { Type = ActionTypeEnum.AuthenticateOidc, AuthenticateOidcConfig = new() { UseExistingClientSecret = true, AuthenticationRequestExtraParams = new() { ["p"] = "q" } } }],
        };

        Assert.That(QueryCodec.WriteRequest(request, Elb), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["ListenerArn"] = "arn", ["Priority"] = "7", ["Tags"] = "",
            ["Conditions.member.1.Field"] = "path-pattern",
            ["Conditions.member.1.PathPatternConfig.Values.member.1"] = "/a", ["Conditions.member.1.PathPatternConfig.Values.member.2"] = "/b",
            ["Actions.member.1.Type"] = "authenticate-oidc",
            ["Actions.member.1.AuthenticateOidcConfig.UseExistingClientSecret"] = "true",
            ["Actions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.key"] = "p",
            ["Actions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.value"] = "q",
        }));
    }

    [Test]
    public void The_lower_case_member_of_sts_keeps_its_name()
    {
        var request = new AssumeRoleRequest { PolicyArns = [new() { Arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }] };

        Assert.That(QueryCodec.WriteRequest(request, AwsServices.Sts), Is.EquivalentTo(new Dictionary<string, string> { ["PolicyArns.member.1.arn"] = "arn:aws:iam::aws:policy/ReadOnlyAccess" }));
    }

    [Test]
    public void Members_are_read_by_their_number_not_by_their_text()
    {
        var form = Enumerable.Range(1, 12).Reverse().ToDictionary(i => $"Names.member.{i}", i => $"n{i}");

        var request = ReadRequest<DescribeLoadBalancersRequest>(form);

        Assert.That(request.Names, Is.EqualTo(Enumerable.Range(1, 12).Select(i => $"n{i}")));
    }

    [Test]
    public void Fields_that_nobody_knows_are_passed_over_and_an_empty_number_is_not_set()
    {
        var request = ReadRequest<DescribeLoadBalancersRequest>(new() { ["Action"] = "x", ["Version"] = "y", ["PageSize"] = "", ["Marker"] = "", ["Names"] = "" });

        Assert.That((request.PageSize, request.Marker), Is.EqualTo(((int?)null, "")));
        Assert.That(request.Names, Is.Empty);
    }

    [TestCase("PageSize", "ten", "PageSize: expected an integer of 32 bits, found \"ten\"")]
    [TestCase("PageSize.member.1", "1", "PageSize: expected an integer of 32 bits, found \".member\"")]
    [TestCase("Names", "a", "Names: expected a list, found \"a\"")]
    [TestCase("Names.1", "a", "Names: expected \".member.1\", found \".1\"")]
    [TestCase("Names.member.x", "a", "Names: expected a list's elements to be numbered from 1, found \".x\"")]
    [TestCase("Names.member.0", "a", "Names: expected a list's elements to be numbered from 1, found \".0\"")]
    [TestCase("Names.member.99999999999", "a", "Names: expected a list's elements to be numbered from 1, found \".99999999999\"")]
    public void What_is_wrong_in_a_form_is_said_with_its_place(string field, string value, string expected)
    {
        var error = Assert.Throws<WireFormatException>(() => ReadRequest<DescribeLoadBalancersRequest>(new() { [field] = value }))!;

        Assert.That(error.Message, Is.EqualTo(expected));
    }

    [Test]
    public void An_answer_is_wrapped_in_its_result()
    {
        var answer = new DescribeTargetHealthResponse { TargetHealthDescriptions = [new() { Target = new() { Id = "a<b", Port = 80 }, TargetHealth = new() { State = "healthy" } }] };

        Assert.That(Text(QueryCodec.WriteResponse(answer, "DescribeTargetHealth", "r-1", Elb)), Is.EqualTo(
            """<?xml version="1.0" encoding="utf-8"?><DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetHealthResult><TargetHealthDescriptions><member><Target><Id>a&lt;b</Id><Port>80</Port></Target><TargetHealth><State>healthy</State></TargetHealth></member></TargetHealthDescriptions></DescribeTargetHealthResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DescribeTargetHealthResponse>"""));
    }

    [Test]
    public void An_empty_list_is_an_empty_element_and_booleans_are_lower_case()
    {
        var xml = Text(QueryCodec.WriteResponse(new ListRolesResponse { Roles = [], IsTruncated = true }, "ListRoles", "r", AwsServices.Iam));

        Assert.That(xml, Does.Contain("<IsTruncated>true</IsTruncated>").And.Contain("<Roles />"));
    }

    [Test]
    public void Times_in_xml_are_iso_and_universal()
    {
        var role = new Role { CreateDate = new DateTime(2024, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc) };

        var xml = QueryCodec.WriteResponse(new GetRoleResponse { Role = role }, "GetRole", "r", AwsServices.Iam);

        Assert.That(Text(xml), Does.Contain("<CreateDate>2024-01-02T03:04:05.678Z</CreateDate>"));
        Assert.That(ReadResponse<GetRoleResponse>(xml, "GetRole", AwsServices.Iam).Role.CreateDate, Is.EqualTo(role.CreateDate));
    }

    [Test]
    public void Empty_elements_of_numbers_and_times_are_not_set()
    {
        var xml = "<GetRoleResponse><GetRoleResult><Role><CreateDate/><MaxSessionDuration></MaxSessionDuration><Path/></Role></GetRoleResult></GetRoleResponse>"u8;

        var role = ReadResponse<GetRoleResponse>(xml.ToArray(), "GetRole", AwsServices.Iam).Role;

        Assert.That((role.CreateDate, role.MaxSessionDuration, role.Path), Is.EqualTo(((DateTime?)null, (int?)null, "")));
    }

    [TestCase("<A/>", "the whole message: expected <GetRoleResponse>, found <A>")]
    [TestCase("<GetRoleResponse><GetRoleResult><Role><MaxSessionDuration>x</MaxSessionDuration></Role></GetRoleResult></GetRoleResponse>", "Role.MaxSessionDuration: expected an integer of 32 bits, found \"x\"")]
    [TestCase("<GetRoleResponse><GetRoleResult><Role><Tags><item/></Tags></Role></GetRoleResult></GetRoleResponse>", "Role.Tags[0]: expected <member>, found <item>")]
    [TestCase("<GetRoleResponse>", "the whole message: expected XML, found: Unexpected end of file")]
    [TestCase("<!DOCTYPE a [<!ENTITY b \"c\">]><GetRoleResponse>&b;</GetRoleResponse>", "the whole message: expected XML, found: For security reasons DTD is prohibited")]
    public void What_is_wrong_in_an_answer_is_said_with_its_place(string xml, string expected)
    {
        var error = Assert.Throws<WireFormatException>(() => ReadResponse<GetRoleResponse>(Encoding.UTF8.GetBytes(xml), "GetRole", AwsServices.Iam))!;

        Assert.That(error.Message, Does.StartWith(expected));
    }

    [Test]
    public void Errors_have_their_service_s_form()
    {
        Assert.That(Text(QueryCodec.WriteError("RuleNotFound", "no <rule>", senderFault: true, "r-1", Elb)), Does.EndWith(
            """<ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Error><Type>Sender</Type><Code>RuleNotFound</Code><Message>no &lt;rule&gt;</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"""));
        Assert.That(Text(QueryCodec.WriteError("InternalError", "no", senderFault: false, "r-1", AwsServices.Ec2)), Does.EndWith(
            """<Response><Errors><Error><Code>InternalError</Code><Message>no</Message></Error></Errors><RequestID>r-1</RequestID></Response>"""));
    }

    [Test]
    public void Errors_of_both_forms_are_read_and_anything_else_is_none()
    {
        Assert.That(ReadError(QueryCodec.WriteError("A", "b", true, "r", Elb)), Is.EqualTo(new WireError("A", "b", "Sender", "r")));
        Assert.That(ReadError(QueryCodec.WriteError("A", "b", true, "r", AwsServices.Ec2)), Is.EqualTo(new WireError("A", "b", null, "r")));
        Assert.That(ReadError("<html><p>no"u8.ToArray()), Is.EqualTo(new WireError(null, null)));
        Assert.That(ReadError([]), Is.EqualTo(new WireError(null, null)));
    }

    [Test]
    public void Every_text_comes_back_from_xml_and_what_xml_cannot_carry_is_replaced() => Gen.String.Sample(text =>
    {
        var xml = QueryCodec.WriteResponse(new GetRoleResponse { Role = new() { Description = text } }, "GetRole", "r", AwsServices.Iam);
        var back = ReadResponse<GetRoleResponse>(xml, "GetRole", AwsServices.Iam).Role.Description;
        return back.Length == text.Length && back.Zip(text).All(c => c.First == c.Second || c.First == '\uFFFD');
    });

    [TestCase(" ")]
    [TestCase(" leading and trailing ")]
    [TestCase("line\nfeed, \r\n and return \r")]
    [TestCase("]]> & <a/> \u00e9 \U0001F600")]
    public void Text_that_xml_readers_like_to_change_comes_back_as_it_was(string text)
    {
        var xml = QueryCodec.WriteResponse(new GetRoleResponse { Role = new() { Description = text } }, "GetRole", "r", AwsServices.Iam);

        Assert.That(ReadResponse<GetRoleResponse>(xml, "GetRole", AwsServices.Iam).Role.Description, Is.EqualTo(text));
    }

    [Test]
    public void Every_weight_comes_back_from_a_form() => Gen.Int.Array[1, 20].Sample(weights =>
    {
        var request = new ModifyRuleRequest
        {
            Actions = [new Action { ForwardConfig = new() { TargetGroups = [.. weights.Select(w => new TargetGroupTuple { Weight = w })] } }],
        };
        var back = ReadRequest<ModifyRuleRequest>(QueryCodec.WriteRequest(request, Elb).ToDictionary());
        return back.Actions.Single().ForwardConfig.TargetGroups.Select(t => t.Weight!.Value).SequenceEqual(weights);
    });

    private static T ReadRequest<T>(Dictionary<string, string> form) => (T)QueryCodec.ReadRequest(form, typeof(T), Elb);

    private static T ReadResponse<T>(byte[] xml, string operation, ServiceDescription service) =>
        (T)QueryCodec.ReadResponse(new MemoryStream(xml), typeof(T), operation, service);

    private static WireError ReadError(byte[] xml) => QueryCodec.ReadError(new MemoryStream(xml));

    private static string Text(byte[] xml) => Encoding.UTF8.GetString(xml);
}
