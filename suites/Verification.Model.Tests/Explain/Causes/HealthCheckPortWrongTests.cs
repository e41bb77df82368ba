using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class HealthCheckPortWrongTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed").ProductionGroup(group => group with { HealthCheckPort = "9090" });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("health-check-port-wrong", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("--health-check-port traffic-port"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("health-check-port-wrong", Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("health-check-port-wrong", Broken, snapshot => snapshot.Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.Denied() }));

    [TestCase("traffic-port")]
    [TestCase("8083")]
    [TestCase("")]
    public void Is_silent_when_the_port_is_right_or_not_said(string port) => Explained.Silent("health-check-port-wrong", Broken.ProductionGroup(group => group with { HealthCheckPort = port }));
}
