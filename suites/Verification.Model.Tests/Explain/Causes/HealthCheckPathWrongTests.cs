using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class HealthCheckPathWrongTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]").ProductionGroup(group => group with { HealthCheckPath = "/healthz" });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("health-check-path-wrong", Broken);

        Assert.That(cause.Title, Is.EqualTo("The target group notification-prod-tg asks /healthz for health, and the service has /health."));
        Assert.That(cause.Mend, Has.Some.Contains("elbv2 modify-target-group --target-group-arn "));
        Assert.That(cause.Mend, Has.Some.Contains("--health-check-path /health --region us-east-1"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("health-check-path-wrong", Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("health-check-path-wrong", Broken, snapshot => snapshot.Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.Denied() }));
}
