using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class RolesTests
{
    private const string Expected =
        "notification-service-execution-role for ecs-tasks.amazonaws.com, " +
        "notification-service-task-role for ecs-tasks.amazonaws.com, harness-delegate-prod-role";

    [Test]
    public void Roles_that_exist_as_declared_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Passed, Expected, Expected);
    }

    [Test]
    public void Role_that_is_gone_fails_with_its_name()
    {
        var facts = GuideFacts.Healthy.Role(1, role => role.Gone("role notification-service-task-role"));

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Failed, Expected, "no role notification-service-task-role");
    }

    [Test]
    public void Role_for_another_service_fails_with_both()
    {
        var facts = GuideFacts.Healthy.Role(0, role => role.But(seen => seen with { TrustedServices = ["lambda.amazonaws.com"] }));

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Failed, Expected, "notification-service-execution-role for lambda.amazonaws.com");
    }

    [Test]
    public void Role_for_one_more_service_fails()
    {
        var facts = GuideFacts.Healthy.Role(0, role => role.But(seen => seen with { TrustedServices = ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] }));

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Failed, Expected, "notification-service-execution-role for ecs-tasks.amazonaws.com and ec2.amazonaws.com");
    }

    [Test]
    public void Role_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.Role(2, role => role.Denied());

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Unknown, Expected, $"harness-delegate-prod-role could not be read: {Changes.Reason}");
    }

    [Test]
    public void Role_that_is_gone_fails_even_when_another_cannot_be_read()
    {
        var facts = GuideFacts.Healthy.Role(0, role => role.Denied()).Role(1, role => role.Gone("role"));

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Failed, Expected, "no role notification-service-task-role");
    }

    [Test]
    public void Role_that_the_snapshot_lacks_is_unknown()
    {
        var facts = GuideFacts.Healthy with { Roles = GuideFacts.Healthy.Roles.RemoveAt(0) };

        var finding = Judged.By<Roles>(facts);

        finding.Says(Outcome.Unknown, Expected, "the snapshot has no facts on notification-service-execution-role");
    }
}

file static class RoleChanges
{
    public static Snapshot Role(this Snapshot snapshot, int index, Func<Observation<RoleFact>, Observation<RoleFact>> change) =>
        snapshot with { Roles = snapshot.Roles.But(index, role => role with { Role = change(role.Role) }) };
}
