using NUnit.Framework;
using Verification.Reports.Redaction;

namespace Verification.Tests.Reports.Redaction;

public sealed class RedactorTests
{
    private const string Secret = "Zq8xLm3TkW7vYb2N";

    private static readonly Redactor Redactor = Redactor.ForVariables([KeyValuePair.Create("DEPLOY_TOKEN", "known-value-of-this-run"), KeyValuePair.Create("SHORT_SECRET", "test"), KeyValuePair.Create("HOME", "/home/somebody")]);

    private static readonly (string Name, string Text, string Secret)[] Secrets =
    [
        ("known value", "it said known-value-of-this-run.", "known-value-of-this-run"),
        ("AWS access key id", "key AKIAIOSFODNN7EXAMPLE used", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS temporary key id", "ASIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"),
        ("AWS secret key in ini", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI"),
        ("AWS secret key in JSON", """{"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG"}""", "wJalrXUtnFEMI"),
        ("AWS session token", $"AWS_SESSION_TOKEN={Secret}", Secret),
        ("session token in JSON", $$"""{"SessionToken":"{{Secret}}"}""", Secret),
        ("signed URL", $"https://bucket/x?X-Amz-Signature={Secret}&X-Amz-Date=1", Secret),
        ("signed URL's credential", $"https://bucket/x?a=1&X-Amz-Credential={Secret}%2Fus-east-1", Secret),
        ("signature header", $"Authorization: AWS4-HMAC-SHA256 Credential={Secret}/us-east-1, Signature={Secret}", Secret),
        ("bearer", $"sent with Bearer {Secret}", Secret),
        ("bearer header in JSON", $$"""{"Authorization": "Bearer {{Secret}}"}""", Secret),
        ("basic", $"Basic {Secret}==", Secret),
        ("API key header", $"X-Api-Key: {Secret}", Secret),
        ("GitLab header", $"PRIVATE-TOKEN: {Secret}", Secret),
        ("GitHub token", $"ghp_{Secret}{Secret}", Secret),
        ("GitHub server token", $"ghs_{Secret}{Secret}", Secret),
        ("GitHub fine-grained token", $"github_pat_{Secret}{Secret}", Secret),
        ("GitLab token", $"glpat-{Secret}", Secret),
        ("Slack token", $"xoxb-1234-{Secret}", Secret),
        ("Slack webhook", $"https://hooks.slack.com/services/T00/B00/{Secret}", Secret),
        ("Harness token", $"pat.abcdefghijklmnop.0123456789abcdef.{Secret}", Secret),
        ("JSON web token", $"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.{Secret}", Secret),
        ("private key", $"-----BEGIN RSA PRIVATE KEY-----\n{Secret}\n-----END RSA PRIVATE KEY-----", Secret),
        ("private key that is cut", $"-----BEGIN PRIVATE KEY-----\n{Secret}", Secret),
        ("user in a URL", $"amqp://app:{Secret}@broker:5672", Secret),
        ("password in a connection string", $"Server=db;User=app;Password={Secret};Encrypt=true", Secret),
        ("password in YAML", $"db_password: {Secret}", Secret),
        ("password in JSON", $$"""{ "password" : "{{Secret}}" }""", Secret),
        ("password in JSON in JSON", $$"""{\"password\":\"{{Secret}}\"}""", Secret),
        ("API key in a query", $"GET /v1?api_key={Secret}&page=2", Secret),
        ("client secret", $"client_secret={Secret}", Secret),
    ];

    private static IEnumerable<TestCaseData> Planted => Secrets.Select(one => new TestCaseData(one.Text, one.Secret).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Planted))]
    public void Secret_is_hidden(string text, string secret)
    {
        var hidden = Redactor.Hide(text);

        Assert.That(hidden, Does.Not.Contain(secret).And.Contain(Redactor.Hidden));
        Assert.That(Redactor.Hide(hidden), Is.EqualTo(hidden), "what is hidden stays as it is");
    }

    [TestCase("running 3, desired 3, /home/somebody, a test of secrets")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf")]
    [TestCase("{\"secrets\": [{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db\"}]}")]
    [TestCase("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [TestCase("http://prod-alb-123456789.us-east-1.elb.amazonaws.com:8083/version")]
    public void What_is_no_secret_is_left_alone(string text) => Assert.That(Redactor.Hide(text), Is.EqualTo(text));

    [Test]
    public void Longer_value_is_hidden_before_the_one_inside_it()
    {
        var redactor = new Redactor(["inner-value", "outer-inner-value-outer"]);

        Assert.That(redactor.Hide("<outer-inner-value-outer>"), Is.EqualTo("<[hidden]>"));
    }
}
