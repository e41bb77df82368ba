using System.Text.Json.Nodes;
using CsCheck;
using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Reports.Evidence;
using Verification.Tests.Model;

namespace Verification.Tests.Reports.Evidence;

internal sealed class RedactionTests
{
    [TestCase("AKIAIOSFODNN7EXAMPLE", "AKIA")]
    [TestCase("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalr")]
    [TestCase("https://x/?X-Amz-Signature=0123456789abcdef&a=b", "0123456789abcdef")]
    [TestCase("X-Amz-Security-Token: IQoJb3JpZ2luX2VjEXAMPLE", "IQoJ")]
    [TestCase("Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/ecs/aws4_request, Signature=abc", "Signature=abc")]
    [TestCase("Authorization: Bearer abc.def-123456", "abc.def")]
    [TestCase("x-api-key: pat.abcdefghij0123.0123456789abcdef.0123456789abcdef", "0123456789abcdef")]
    [TestCase("LOCALSTACK: ls-AbCdEf01-1234-5678-9abc-def012345678 given", "AbCdEf01")]
    [TestCase("ghp_abcdefghijklmnopqrstuvwxyz012345", "ghp_abc")]
    [TestCase("glpat-abcdefghijklmnopqrst", "glpat-abc")]
    [TestCase("xoxb-123456789012-abcdef", "123456789012")]
    [TestCase("post to https://hooks.slack.com/services/T000/B000/XXXXXXXX now", "T000")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", "eyJhbGci")]
    [TestCase("postgres://app:hunter22@db:5432/x", "hunter22")]
    [TestCase("{\"password\":\"hunter22\"}", "hunter22")]
    [TestCase("DB_PASSWORD=hunter22", "hunter22")]
    [TestCase("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "MIIEow")]
    public void Secret_is_hidden_in_a_text(string text, string secret) =>
        Assert.That(Redaction.Standard.Of(text), Does.Contain(Redaction.Hidden).And.Not.Contain(secret));

    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/slack-AbCdEf")]
    [TestCase("sha256:27247cb3a8ac0d3f2a1b")]
    [TestCase("GET http://prod-alb-123456789.us-east-1.elb.amazonaws.com/health")]
    [TestCase("(service x) has started 3 tasks: (task 0123456789abcdef0123456789abcdef).")]
    public void What_is_no_secret_stays_as_it_is(string text) => Assert.That(Redaction.Standard.Of(text), Is.EqualTo(text));

    [Test]
    public void Property_that_only_holds_secrets_is_hidden_whatever_it_looks_like()
    {
        var hidden = Redaction.Standard.Of(JsonNode.Parse("""{"a":[{"Password":"x1","name":"Password"}],"token":7,"secretString":"{}"}""")!);

        Assert.That(hidden.ToJsonString(), Is.EqualTo($$"""{"a":[{"Password":"{{Redaction.Hidden}}","name":"Password"}],"token":7,"secretString":"{{Redaction.Hidden}}"}"""));
    }

    [Test]
    public void Patterns_of_the_policy_are_hidden_too() => Assert.That(Redaction.With(["cust-[0-9]+"]).Of("of cust-4711"), Is.EqualTo($"of {Redaction.Hidden}"));

    [Test]
    public void Pattern_that_does_not_end_hides_everything() =>
        Assert.That(Redaction.With(["(a+)+$"]).Of(new string('a', 40) + "!"), Is.EqualTo(Redaction.Hidden));

    [Test]
    public void Facts_without_secrets_are_kept_whole()
    {
        var json = SnapshotJson.Write(GuideFacts.Healthy);

        Assert.That(JsonNode.DeepEquals(Redaction.Standard.Of(JsonNode.Parse(json)!), JsonNode.Parse(json)), Is.True);
    }

    [Test]
    public void Hiding_twice_is_hiding_once() => Gen.String.Sample(text => Redaction.Standard.Of(Redaction.Standard.Of(text)) == Redaction.Standard.Of(text));
}
