using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RoleUnusableTests
{
    private static Snapshot Broken => Troubles.Snapshot.Lacking().Event("(service notification-service) ECS was unable to assume the role 'arn:aws:iam::1:role/x' that was provided for this task.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("role-unusable", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("role-unusable", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("role-unusable", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Services = trouble.Services.Denied() }));

    [Test]
    public void Is_first_and_shows_the_roles_that_the_task_definition_names()
    {
        var cause = Explained.First("role-unusable", Broken.ProductionDefinition(definition => definition with { TaskRoleArn = "" }));

        Assert.That(cause.See, Is.EqualTo(["aws iam get-role --role-name notification-service-execution-role --region us-east-1"]));
    }
}
