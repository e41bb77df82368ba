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
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("health-check-path-wrong", Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("health-check-path-wrong", Broken, snapshot => snapshot.Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.Denied() }));

    [TestCase(true)]
    [TestCase(false)]
    public void Is_first_in_a_service_that_is_to_follow_the_one_that_serves_and_after_it_was_deleted(bool isThere)
    {
        var green = Troubles.Snapshot.Trouble(trouble => trouble with
        {
            Services = trouble.Services.But(services => isThere ? [.. services, services[0] with { Name = "notification-service__1", TargetGroupArns = [Troubles.StageGroup] }] : services),
            TargetGroups = trouble.TargetGroups.But(groups => groups.But(1, group => group with
            {
                HealthCheckPath = "/healthz",
                Targets = group.Targets.But(targets => isThere ? [.. targets, new TargetFact { Id = "10.0.1.9", Port = 8083, State = "unhealthy", Reason = "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]" }] : targets),
            })),
        });
        var tag = GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } };

        var cause = Explained.First("health-check-path-wrong", isThere ? green : green.Stopped("ServiceSchedulerInitiated", $"Task failed ELB health checks in (target-group {Troubles.StageGroup})", lasted: TimeSpan.FromMinutes(1)), tag);

        Assert.That(cause.Mend, Has.Some.Contains(Troubles.StageGroup));
    }
}
