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

    [Test]
    public void Is_silent_when_one_of_the_rules_lets_the_load_balancer_in() => Explained.Silent("security-group-closed", Closed(new SecurityGroupFacts(
        ["sg-alb"], [new SecurityGroupFact("sg-ecs", "ecs", [new IngressFact("tcp", 22, 22, ["sg-bastion"]), new IngressFact("tcp", 8083, 8083, ["sg-alb"])])])));

    [Test]
    public void Is_first_and_says_what_all_groups_let_in() => Assert.That(
        Explained.First("security-group-closed", Closed(new SecurityGroupFacts(
            ["sg-alb", "sg-more"],
            [new SecurityGroupFact("sg-ecs", "ecs", [new IngressFact("tcp", 22, 22, ["sg-bastion"])]), new SecurityGroupFact("sg-other", "other", [new IngressFact("tcp", 9000, 9010, ["sg-alb"])])]))).For[0].Text,
        Is.EqualTo("sg-ecs and sg-other let in sg-bastion on 22, sg-alb on 9000-9010, and not sg-alb, sg-more on 8083"));

    private static Snapshot Closed(SecurityGroupFacts groups) =>
        Troubles.Snapshot.Targets("unhealthy", "Target.Timeout: Request timed out").Trouble(trouble => trouble with { SecurityGroups = trouble.SecurityGroups.But(_ => groups) });
}
