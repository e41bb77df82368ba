using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RoleNotAssumableTests
{
    private static Snapshot Broken => Troubles.Snapshot with { Roles = Troubles.Snapshot.Roles.But(0, role => role with { Role = role.Role.But(seen => seen with { TrustedServices = ["ec2.amazonaws.com"] }) }) };

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("role-not-assumable", Broken);

        Assert.That(cause.Title, Is.EqualTo("The trust policy of notification-service-execution-role does not name ecs-tasks.amazonaws.com."));
        Assert.That(cause.Mend, Has.Some.Contains("iam update-assume-role-policy --role-name notification-service-execution-role --policy-document '{"));
        Assert.That(cause.Mend, Has.Some.Contains("ecs-tasks.amazonaws.com"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("role-not-assumable", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("role-not-assumable", Broken, snapshot => snapshot with { Roles = snapshot.Roles.But(0, role => role with { Role = role.Role.Denied() }) });

    [TestCase("nobody", "", "no service")]
    [TestCase("others", "ec2.amazonaws.com,lambda.amazonaws.com", "ec2.amazonaws.com, lambda.amazonaws.com")]
    public void Is_first_where_the_roles_name(string whom, string services, string words)
    {
        var cause = Explained.First("role-not-assumable", Trusting([.. services.Split(',', StringSplitOptions.RemoveEmptyEntries)]).Lacking().Event("(service notification-service) ECS was unable to assume the role 'x'."));

        Assert.That(cause.For.Select(proof => proof.Text), Has.Some.EqualTo($"notification-service-task-role may be assumed by {words}"), whom);
    }

    [Test]
    public void Is_first_and_events_of_other_things_do_not_show_it() =>
        Assert.That(Explained.First("role-not-assumable", Broken.Event("(service notification-service) has started 1 tasks: (task 1).")).For, Has.Length.EqualTo(1));

    [Test]
    public void Is_silent_about_roles_that_nobody_looked_at() => Explained.Silent("role-not-assumable", Troubles.Snapshot.Lacking() with { Roles = [] });

    private static Snapshot Trusting(ImmutableArray<string> services) =>
        Troubles.Snapshot with { Roles = [.. Troubles.Snapshot.Roles.Select(role => role with { Role = role.Role.But(seen => seen with { TrustedServices = services }) })] };
}
