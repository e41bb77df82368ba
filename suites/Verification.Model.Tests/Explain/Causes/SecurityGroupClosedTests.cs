using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class SecurityGroupClosedTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out").Trouble(trouble => trouble with { SecurityGroups = trouble.SecurityGroups.But(groups => groups with { OfTasks = [groups.OfTasks[0] with { Ingress = [new IngressFact("tcp", 80, 80, ["sg-alb"])] }] }) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("security-group-closed", Broken);

        Assert.That(cause.Title, Is.EqualTo("The security group sg-ecs of the tasks does not let the load balancer in on port 8083."));
        Assert.That(cause.Mend.Single(), Is.EqualTo("aws ec2 authorize-security-group-ingress --group-id sg-ecs --protocol tcp --port 8083 --source-group sg-alb --region us-east-1"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("security-group-closed", Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("security-group-closed", Broken, snapshot => snapshot.Trouble(trouble => trouble with { SecurityGroups = trouble.SecurityGroups.Denied() }));
}
