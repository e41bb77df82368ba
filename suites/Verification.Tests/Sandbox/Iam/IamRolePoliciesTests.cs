using System.Net;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Iam;

internal sealed class IamRolePoliciesTests
{
    private IamCaller _iam = new();

    [SetUp]
    public void Create()
    {
        _iam = new IamCaller();
        _iam.Create("worker");
    }

    [Test]
    public void A_managed_policy_is_listed_by_arn_and_name()
    {
        _iam.Attach("worker", IamCaller.ExecutionPolicy);

        var policy = _iam.Policies.ListAttachedRolePolicies(new ListAttachedRolePoliciesRequest { RoleName = "worker" }, _iam.Context).AttachedPolicies.Single();

        Assert.That((policy.PolicyArn, policy.PolicyName), Is.EqualTo((IamCaller.ExecutionPolicy, "AmazonECSTaskExecutionRolePolicy")));
    }

    [TestCase("AmazonECSTaskExecutionRolePolicy", "InvalidInput")]
    [TestCase("arn:aws:iam::aws:role/AmazonECSTaskExecutionRolePolicy", "InvalidInput")]
    [TestCase("arn:aws:iam::123456789012:policy/Mine", "NoSuchEntity")]
    public void What_is_no_managed_policy_cannot_be_attached(string arn, string code)
    {
        var error = Assert.Throws<AwsErrorException>(() => _iam.Attach("worker", arn));

        Assert.That(error.Code, Is.EqualTo(code));
    }

    [Test]
    public void Detaching_what_is_not_attached_is_an_error()
    {
        var error = Assert.Throws<AwsErrorException>(() => _iam.Policies.DetachRolePolicy(
            new DetachRolePolicyRequest { RoleName = "worker", PolicyArn = IamCaller.ExecutionPolicy }, _iam.Context));

        Assert.That((error.Code, error.Message), Is.EqualTo(("NoSuchEntity", $"Policy {IamCaller.ExecutionPolicy} was not found.")));
    }

    [Test]
    public void An_inline_policy_comes_back_url_encoded()
    {
        _iam.Put("worker", "NotificationServicePolicy", IamCaller.Permissions);

        var names = _iam.Policies.ListRolePolicies(new ListRolePoliciesRequest { RoleName = "worker" }, _iam.Context).PolicyNames;
        var document = _iam.Policies.GetRolePolicy(new GetRolePolicyRequest { RoleName = "worker", PolicyName = names.Single() }, _iam.Context).PolicyDocument;

        Assert.That(document, Does.Not.Contain("{").And.Not.Contain("*").And.Not.Contain(" "));
        Assert.That(WebUtility.UrlDecode(document), Is.EqualTo(IamCaller.Permissions));
    }

    [TestCase("no json", "The policy is not in the valid JSON format.")]
    [TestCase("""{"Statement":[{"Effect":"Allow","Resource":"*"}]}""", "Policy statement must contain actions.")]
    [TestCase("""{"Statement":[{"Effect":"Allow","Action":"sns:Publish"}]}""", "Policy statement must contain resources.")]
    [TestCase("""{"Statement":[{"Effect":"Allow","Action":"sns:Publish","Resource":"*","Principal":"*"}]}""", "Policy document should not specify a principal.")]
    [TestCase("""{"Statement":[{"Effect":"Allow","Action":"Publish","Resource":"*"}]}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. Invalid action: Publish")]
    public void An_inline_policy_that_is_none_is_malformed(string document, string message)
    {
        var error = Assert.Throws<AwsErrorException>(() => _iam.Put("worker", "inline", document));

        Assert.That((error.Code, error.Message), Is.EqualTo(("MalformedPolicyDocument", message)));
    }

    [Test]
    public void An_inline_policy_that_does_not_exist_cannot_be_found()
    {
        var read = Assert.Throws<AwsErrorException>(() => _iam.Policies.GetRolePolicy(new GetRolePolicyRequest { RoleName = "worker", PolicyName = "none" }, _iam.Context));
        var deleted = Assert.Throws<AwsErrorException>(() => _iam.Policies.DeleteRolePolicy(new DeleteRolePolicyRequest { RoleName = "worker", PolicyName = "none" }, _iam.Context));

        Assert.That(read.Message, Is.EqualTo("The role policy with name none cannot be found."));
        Assert.That(deleted.Code, Is.EqualTo("NoSuchEntity"));
    }

    [Test]
    public void All_inline_policies_together_have_a_limit()
    {
        string Document(int actions) =>
            $$"""{"Statement":[{"Effect":"Allow","Action":[{{string.Join(", ", Enumerable.Repeat("\"sns:Publish\"", actions))}}],"Resource":"*"}]}""";
        _iam.Put("worker", "first", Document(400));

        var error = Assert.Throws<AwsErrorException>(() => _iam.Put("worker", "second", Document(400)));

        Assert.That((error.Code, error.Status), Is.EqualTo(("LimitExceeded", HttpStatusCode.Conflict)));
        Assert.DoesNotThrow(() => _iam.Put("worker", "first", Document(700)), "it replaces the one of its name");
    }
}
