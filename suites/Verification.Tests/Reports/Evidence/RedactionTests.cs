using System.Collections;
using System.Text.Json.Nodes;
using CsCheck;
using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Reports.Evidence;
using Verification.Tests.Model;

namespace Verification.Tests.Reports.Evidence;

internal sealed class RedactionTests
{
    [TestCaseSource(typeof(PlantedSecrets), nameof(PlantedSecrets.All))]
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
    public void Values_of_variables_that_are_secret_by_name_are_hidden_whatever_they_look_like()
    {
        var patterns = EnvironmentSecrets.PatternsOf(new Hashtable { ["DEPLOY_TOKEN"] = "plain.words", ["db_password"] = "plain.words.and.more", ["A_SECRET"] = "short", ["HOME"] = "/home/builder" });

        Assert.That(Redaction.With(patterns).Of("plain.words.and.more plain.words plain-words short /home/builder"), Is.EqualTo($"{Redaction.Hidden} {Redaction.Hidden} plain-words short /home/builder"));
    }

    [Test]
    public void Pattern_that_does_not_end_hides_everything() =>
        Assert.That(Redaction.With(["(a+)+$"]).Of(new string('a', 40) + "!"), Is.EqualTo(Redaction.Hidden));

    [TestCase("w")]
    [TestCase("eyJ-")]
    [TestCase("a://b:")]
    [TestCase("token=")]
    [TestCase("-----BEGIN PRIVATE KEY-----")]
    public void Line_of_a_megabyte_is_shown_or_hidden_and_ends_nothing(string part)
    {
        var line = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));

        Assert.That(Redaction.Standard.Of(line), part == "w" ? Is.EqualTo(line) : Is.Not.Null);
    }

    [Test]
    public void Facts_without_secrets_are_kept_whole()
    {
        var json = SnapshotJson.Write(GuideFacts.Healthy);

        Assert.That(JsonNode.DeepEquals(Redaction.Standard.Of(JsonNode.Parse(json)!), JsonNode.Parse(json)), Is.True);
    }

    [Test]
    public void Hiding_twice_is_hiding_once() => Gen.String.Sample(text => Redaction.Standard.Of(Redaction.Standard.Of(text)) == Redaction.Standard.Of(text));
}
