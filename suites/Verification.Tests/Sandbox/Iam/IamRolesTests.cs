using System.Net;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;

namespace Verification.Tests.Sandbox.Iam;

internal sealed class IamRolesTests
{
    [Test]
    public void A_role_is_the_same_in_every_region_and_its_document_comes_back_url_encoded()
    {
        var iam = new IamCaller();
        iam.Create("task-role");

        var role = iam.Roles.GetRole(new GetRoleRequest { RoleName = "task-role" }, new RequestContext(iam.Account.Region("eu-west-1"), "r")).Role;

        Assert.Multiple(() =>
        {
            Assert.That(role.Arn, Is.EqualTo("arn:aws:iam::123456789012:role/task-role"));
            Assert.That(role.RoleId, Does.Match("^AROA[A-Z2-7]{17}$"));
            Assert.That(role.AssumeRolePolicyDocument, Does.StartWith("%7B%22Version%22%3A%222012-10-17%22"));
            Assert.That(WebUtility.UrlDecode(role.AssumeRolePolicyDocument), Is.EqualTo(IamCaller.TasksTrust));
            Assert.That(role.MaxSessionDuration, Is.EqualTo(3600));
        });
    }

    [Test]
    public void A_path_is_part_of_the_arn()
    {
        Assert.That(new IamCaller().Create("worker", path: "/service-role/").Arn, Is.EqualTo("arn:aws:iam::123456789012:role/service-role/worker"));
    }

    [Test]
    public void An_unknown_role_cannot_be_found()
    {
        var iam = new IamCaller();

        var error = Assert.Throws<AwsErrorException>(() => iam.Roles.GetRole(new GetRoleRequest { RoleName = "nobody" }, iam.Context));

        Assert.That((error.Code, error.Status), Is.EqualTo(("NoSuchEntity", HttpStatusCode.NotFound)));
        Assert.That(error.Message, Is.EqualTo("The role with name nobody cannot be found."));
    }

    [TestCase("worker")]
    [TestCase("WORKER")]
    public void A_name_is_taken_in_any_case(string second)
    {
        var iam = new IamCaller();
        iam.Create("worker");

        var error = Assert.Throws<AwsErrorException>(() => iam.Create(second));

        Assert.That((error.Code, error.Status), Is.EqualTo(("EntityAlreadyExists", HttpStatusCode.Conflict)));
        Assert.That(error.Message, Is.EqualTo($"Role with name {second} already exists."));
    }

    [TestCase("two words")]
    [TestCase("line\n")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void A_name_that_is_none_is_refused(string name)
    {
        var error = Assert.Throws<AwsErrorException>(() => new IamCaller().Create(name));

        Assert.That(error.Code, Is.EqualTo("ValidationError"));
        Assert.That(error.Message, Does.StartWith($"1 validation error detected: Value '{name}' at 'roleName' failed to satisfy constraint: Member must"));
    }

    [TestCase("no json", "This policy contains invalid Json")]
    [TestCase("[]", "This policy contains invalid Json")]
    [TestCase("{}", "Syntax errors in policy.")]
    [TestCase("""{"Version":"2020-01-01","Statement":[]}""", "The policy must contain a valid version string")]
    [TestCase("""{"Statement":[{"Effect":"Permit"}]}""", "Syntax errors in policy.")]
    [TestCase("""{"Statement":[{"Effect":"Allow","Surprise":1}]}""", "Syntax errors in policy.")]
    [TestCase("""{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}""", "Missing required field Principal")]
    [TestCase("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*","Resource":"*"}}""", "Has prohibited field Resource")]
    [TestCase("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ecs-tasks"}}}""", "Invalid principal in policy: \"SERVICE\":\"ecs-tasks\"")]
    [TestCase("""{"Statement":{"Effect":"Allow","Action":"s3:Get","Principal":"*"}}""", "AssumeRole policy may only specify STS AssumeRole actions. Invalid action: s3:Get")]
    public void A_trust_policy_that_is_none_is_malformed(string document, string message)
    {
        var error = Assert.Throws<AwsErrorException>(() => new IamCaller().Create("worker", document));

        Assert.That((error.Code, error.Message), Is.EqualTo(("MalformedPolicyDocument", message)));
    }

    [Test]
    public void A_role_goes_only_when_nothing_is_on_it_any_more()
    {
        var iam = new IamCaller();
        iam.Create("worker");
        iam.Attach("worker", IamCaller.ExecutionPolicy);
        iam.Put("worker", "inline", IamCaller.Permissions);

        var attached = Assert.Throws<AwsErrorException>(() => iam.Delete("worker"));
        iam.Policies.DetachRolePolicy(new DetachRolePolicyRequest { RoleName = "worker", PolicyArn = IamCaller.ExecutionPolicy }, iam.Context);
        var inline = Assert.Throws<AwsErrorException>(() => iam.Delete("worker"));
        iam.Policies.DeleteRolePolicy(new DeleteRolePolicyRequest { RoleName = "worker", PolicyName = "inline" }, iam.Context);
        iam.Delete("worker");

        Assert.That((attached.Code, attached.Message), Is.EqualTo(("DeleteConflict", "Cannot delete entity, must detach all policies first.")));
        Assert.That((inline.Code, inline.Message), Is.EqualTo(("DeleteConflict", "Cannot delete entity, must delete policies first.")));
        Assert.That(iam.Roles.ListRoles(new ListRolesRequest(), iam.Context).Roles, Is.Empty);
    }

    [Test]
    public void Roles_are_listed_by_page_and_path()
    {
        var iam = new IamCaller();
        foreach (var name in (string[])["c", "a", "b"])
        {
            iam.Create(name, path: "/team/");
        }

        iam.Create("other");

        var first = iam.Roles.ListRoles(new ListRolesRequest { PathPrefix = "/team/", MaxItems = 2 }, iam.Context);
        var second = iam.Roles.ListRoles(new ListRolesRequest { PathPrefix = "/team/", MaxItems = 2, Marker = first.Marker }, iam.Context);

        Assert.That(first.IsTruncated, Is.True);
        Assert.That(first.Roles.Concat(second.Roles).Select(role => role.RoleName), Is.EqualTo(["a", "b", "c"]));
        Assert.That(second.IsTruncated, Is.False);
    }

    [Test]
    public void A_trust_policy_is_replaced_by_another_and_not_by_none()
    {
        const string Other = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}""";
        var iam = new IamCaller();
        iam.Create("worker");

        var missing = Assert.Throws<AwsErrorException>(() => iam.Roles.UpdateAssumeRolePolicy(new UpdateAssumeRolePolicyRequest { RoleName = "nobody", PolicyDocument = Other }, iam.Context));
        var malformed = Assert.Throws<AwsErrorException>(() => iam.Roles.UpdateAssumeRolePolicy(new UpdateAssumeRolePolicyRequest { RoleName = "worker", PolicyDocument = "{}" }, iam.Context));
        iam.Roles.UpdateAssumeRolePolicy(new UpdateAssumeRolePolicyRequest { RoleName = "worker", PolicyDocument = Other }, iam.Context);

        Assert.That((missing.Code, malformed.Code), Is.EqualTo(("NoSuchEntity", "MalformedPolicyDocument")));
        Assert.That(Uri.UnescapeDataString(iam.Roles.GetRole(new GetRoleRequest { RoleName = "worker" }, iam.Context).Role.AssumeRolePolicyDocument), Is.EqualTo(Other));
    }
}
