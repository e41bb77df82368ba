using Amazon.IdentityManagement.Model;
using Microsoft.Extensions.Time.Testing;
using Verification.Sandbox.Account;
using Verification.Sandbox.Iam;

namespace Verification.Tests.Sandbox.Iam;

/// <summary>An account with IAM in it.</summary>
internal sealed class IamCaller
{
    public const string TasksTrust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public const string ExecutionPolicy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

    public const string Permissions = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sns:Publish"],"Resource":"*"}]}""";

    public AwsAccount Account { get; } = new(new SandboxClock(new FakeTimeProvider(), 0), 1);

    public IamRoles Roles { get; } = new();

    public IamRolePolicies Policies { get; } = new();

    public RequestContext Context => new(Account.Region("us-east-1"), "request");

    public Role Create(string name, string trust = TasksTrust, string? path = null) =>
        Roles.CreateRole(new CreateRoleRequest { RoleName = name, AssumeRolePolicyDocument = trust, Path = path }, Context).Role;

    public void Attach(string role, string arn) => Policies.AttachRolePolicy(new AttachRolePolicyRequest { RoleName = role, PolicyArn = arn }, Context);

    public void Put(string role, string name, string document) =>
        Policies.PutRolePolicy(new PutRolePolicyRequest { RoleName = role, PolicyName = name, PolicyDocument = document }, Context);

    public void Delete(string role) => Roles.DeleteRole(new DeleteRoleRequest { RoleName = role }, Context);
}
