using System.Net;
using Amazon.SecurityToken.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Sts;
using Verification.Tests.Sandbox.Iam;

namespace Verification.Tests.Sandbox.Sts;

internal sealed class StsServiceTests
{
    private const string AccountTrust = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"sts:AssumeRole"}]}""";

    private readonly StsService _sts = new();
    private IamCaller _iam = new();

    [SetUp]
    public void Create() => _iam = new IamCaller();

    [Test]
    public void The_caller_is_of_the_sandbox_s_account()
    {
        var caller = _sts.GetCallerIdentity(new GetCallerIdentityRequest(), _iam.Context);

        Assert.That(caller.Account, Is.EqualTo("123456789012"));
        Assert.That(caller.Arn, Is.EqualTo("arn:aws:iam::123456789012:user/sandbox"));
    }

    [Test]
    public void A_role_that_trusts_the_account_gives_credentials_for_an_hour()
    {
        var role = _iam.Create("delegate", AccountTrust);

        var session = Assume("delegate");

        Assert.Multiple(() =>
        {
            Assert.That(session.AssumedRoleUser.Arn, Is.EqualTo("arn:aws:sts::123456789012:assumed-role/delegate/session"));
            Assert.That(session.AssumedRoleUser.AssumedRoleId, Is.EqualTo(role.RoleId + ":session"));
            Assert.That(session.Credentials.AccessKeyId, Does.Match("^ASIA[A-Z2-7]{16}$"));
            Assert.That(session.Credentials.Expiration, Is.EqualTo(_iam.Account.Now.AddHours(1)));
        });
    }

    [Test]
    public void A_role_that_trusts_only_a_service_is_denied_like_one_that_does_not_exist()
    {
        _iam.Create("tasks");

        foreach (var name in (string[])["tasks", "nobody"])
        {
            var error = Assert.Throws<AwsErrorException>(() => Assume(name));

            Assert.That((error.Code, error.Status), Is.EqualTo(("AccessDenied", HttpStatusCode.Forbidden)));
            Assert.That(error.Message, Is.EqualTo($"User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/{name}"));
        }
    }

    [TestCase("secret", true)]
    [TestCase("other", false)]
    [TestCase(null, false)]
    public void An_external_id_must_be_the_one_of_the_policy(string? externalId, bool allowed)
    {
        _iam.Create("delegate", """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"secret"}}}]}""");

        Assert.That(() => Assume("delegate", externalId), allowed ? Throws.Nothing : Throws.TypeOf<AwsErrorException>());
    }

    [Test]
    public void A_denial_overrules_an_allowance()
    {
        _iam.Create("delegate", """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"},{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:user/sandbox"},"Action":"sts:*"}]}""");

        Assert.Throws<AwsErrorException>(() => Assume("delegate"));
    }

    [Test]
    public void A_session_is_no_longer_than_the_role_allows()
    {
        _iam.Create("delegate", AccountTrust);

        var error = Assert.Throws<AwsErrorException>(() => Assume("delegate", seconds: 7200));

        Assert.That(error.Message, Is.EqualTo("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    }

    private AssumeRoleResponse Assume(string role, string? externalId = null, int? seconds = null) => _sts.AssumeRole(
        new AssumeRoleRequest
        {
            RoleArn = $"arn:aws:iam::123456789012:role/{role}",
            RoleSessionName = "session",
            ExternalId = externalId,
            DurationSeconds = seconds,
        },
        _iam.Context);
}
