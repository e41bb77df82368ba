using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RoleMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot with
    {
        Roles = Troubles.Snapshot.Roles.But(0, role => role with { Role = role.Role.Gone("role notification-service-execution-role") }),
    };

    [Test]
    public void Is_first_and_is_created_again_with_its_trust_and_its_policy()
    {
        var cause = Explained.First("role-missing", Broken);

        Assert.That(cause.Title, Is.EqualTo("The IAM role notification-service-execution-role does not exist."));
        Assert.That(cause.Mend[0], Does.StartWith("aws iam create-role --role-name notification-service-execution-role --assume-role-policy-document '{").And.Contain("ecs-tasks.amazonaws.com"));
        Assert.That(cause.Mend[1], Does.Contain("AmazonECSTaskExecutionRolePolicy"));
    }

    [Test]
    public void Is_first_before_the_tasks_that_cannot_start_without_it() =>
        Explained.First("role-missing", Broken.Lacking().Event("(service notification-service) ECS was unable to assume the role 'x' that was provided for this task."));

    [Test]
    public void Is_silent_when_all_roles_are_there() => Explained.Silent("role-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_about_a_role_that_is_unread() =>
        Explained.SilentUnread("role-missing", Broken, snapshot => snapshot with { Roles = snapshot.Roles.But(0, role => role with { Role = role.Role.Denied() }) });

    [Test]
    public void Is_first_for_all_that_do_not_exist_and_its_owner_alone_knows_who_assumes_a_role_that_is_not_of_ECS() => Explained.First("role-missing", Troubles.Snapshot with
    {
        Roles = [.. Troubles.Snapshot.Roles.Select(role => role with { Role = role.Role.Gone("role") })],
    });

    [Test]
    public void Is_first_and_events_of_other_things_do_not_show_it() =>
        Assert.That(Explained.First("role-missing", Broken.Event("(service notification-service) has started 1 tasks: (task 1).")).For, Has.Length.EqualTo(1));
}
