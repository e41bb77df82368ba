using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Faults;
using Verification.Sandbox.Iam;

namespace Verification.Tests.Sandbox.Iam;

public sealed class IamSimulationTests
{
    private const string Caller = "arn:aws:iam::123456789012:user/sandbox";

    private readonly IamCaller _iam = new();

    [Test]
    public void Caller_may_do_everything_for_every_action_and_resource()
    {
        var answer = Simulate(new() { PolicySourceArn = Caller, ActionNames = ["ecs:UpdateService", "ecs:CreateService"], ResourceArns = ["arn:aws:ecs:us-east-1:123456789012:cluster/a", "*"] });

        Assert.That(answer.EvaluationResults, Has.Count.EqualTo(4));
        Assert.That(answer.EvaluationResults.Select(result => result.EvalDecision.Value), Is.All.EqualTo("allowed"));
        Assert.That(answer.IsTruncated, Is.False);
    }

    [TestCase("ecs:UpdateService", "arn:aws:ecs:us-west-2:123456789012:service/a/b", "implicitDeny")]
    [TestCase("ecs:UpdateService", "arn:aws:ecs:us-east-1:123456789012:service/a/b", "allowed")]
    [TestCase("ecs:CreateService", "arn:aws:ecs:us-west-2:123456789012:service/a/b", "allowed")]
    public void What_a_fault_refuses_is_not_allowed(string action, string resource, string decision)
    {
        FaultBook.Of(_iam.Account).Add(
            new FaultRequest
            {
                Kind = FaultKinds.AccessDenied,
                Scope = new Dictionary<string, string>(StringComparer.Ordinal) { [FaultField.Operation] = "UpdateService", [FaultField.Region] = "us-west-2", [FaultField.Cluster] = "a" },
            },
            _iam.Account.Now);

        var answer = Simulate(new() { PolicySourceArn = Caller, ActionNames = [action], ResourceArns = [resource] });

        Assert.That(answer.EvaluationResults.Single().EvalDecision.Value, Is.EqualTo(decision));
    }

    [Test]
    public void Answer_comes_in_pages()
    {
        var first = Simulate(new() { PolicySourceArn = Caller, ActionNames = ["ecs:A", "ecs:B", "ecs:C"], MaxItems = 2 });
        var second = Simulate(new() { PolicySourceArn = Caller, ActionNames = ["ecs:A", "ecs:B", "ecs:C"], MaxItems = 2, Marker = first.Marker });

        Assert.That((first.IsTruncated, second.IsTruncated), Is.EqualTo((true, false)));
        Assert.That(first.EvaluationResults.Concat(second.EvaluationResults).Select(result => result.EvalActionName), Is.EqualTo(["ecs:A", "ecs:B", "ecs:C"]));
    }

    [Test]
    public void What_would_need_policies_to_be_evaluated_is_refused()
    {
        var role = _iam.Create("delegate");

        Assert.That(() => Simulate(new() { PolicySourceArn = role.Arn, ActionNames = ["ecs:A"] }), Error("InvalidInput", "does not evaluate policies"));
        Assert.That(() => Simulate(new() { PolicySourceArn = Caller, ActionNames = ["ecs:A"], PolicyInputList = ["{}"] }), Error("InvalidInput", "does not evaluate policies"));
        Assert.That(() => Simulate(new() { PolicySourceArn = "arn:aws:iam::123456789012:role/none", ActionNames = ["ecs:A"] }), Error("NoSuchEntity", "role/none"));
        Assert.That(() => Simulate(new() { PolicySourceArn = Caller, ActionNames = ["UpdateService"] }), Error("InvalidInput", "UpdateService"));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Error(string code, string message) =>
        Throws.TypeOf<AwsErrorException>().With.Property(nameof(AwsErrorException.Code)).EqualTo(code).And.Message.Contains(message);

    private SimulatePrincipalPolicyResponse Simulate(SimulatePrincipalPolicyRequest request) => new IamSimulation().SimulatePrincipalPolicy(request, _iam.Context);
}
