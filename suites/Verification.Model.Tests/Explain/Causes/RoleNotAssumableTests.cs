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
}
