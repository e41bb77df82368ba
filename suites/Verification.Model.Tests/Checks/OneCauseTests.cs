using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

/// <summary>One cause turns the checks red that ask for it, and no other.</summary>
internal sealed class OneCauseTests
{
    private const string Production = "prod-cluster/notification-service";

    private const string Analytics = "analytics-cluster/notification-service";

    [Test]
    public void Killed_task()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 2 })
            .ProductionTasks(tasks => tasks.RemoveAt(1))
            .ProductionTargets(targets => targets.But(1, target => target with { State = "draining", Reason = "Target.DeregistrationInProgress" }))
            .ProductionVersion(1, null, "", "connection refused");

        Assert.That(Judged.Red(facts), Is.EqualTo([$"running-equals-desired {Production}"]));
    }

    [Test]
    public void Killed_task_whose_replacement_is_on_its_way()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 2, PendingCount = 1 })
            .ProductionTasks(tasks => tasks.But(1, task => task with { LastStatus = "PENDING", HealthStatus = "UNKNOWN", ImageDigest = "", PrivateAddress = "" }))
            .ProductionTargets(targets => targets.RemoveAt(1))
            .ProductionVersions(samples => samples.RemoveAt(1));

        Assert.That(Judged.Red(facts), Is.EqualTo([$"running-equals-desired {Production}", $"tasks-healthy {Production}"]));
    }

    [Test]
    public void Stopped_listener_of_a_task()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNHEALTHY" }))
            .ProductionTargets(targets => targets.But(1, target => target with { State = "unhealthy", Reason = "Target.FailedHealthChecks" }))
            .ProductionVersion(1, null, "", "connection refused");

        Assert.That(Judged.Red(facts), Is.EqualTo([$"tasks-healthy {Production}", $"version-endpoint {Production}"]));
    }

    [Test]
    public void Removed_listener_rule()
    {
        // What nobody can reach is not healthy either: ELB stops probing a group that no rule forwards to.
        var facts = GuideFacts.Healthy.ProductionRules(rules => rules.But(seen => seen.RemoveAt(0)))
            .ProductionTargets(targets => [.. targets.Select(target => target with { State = "unused", Reason = "Target.NotInUse" })])
            .ProductionHealth(404, "");

        Assert.That(Judged.Red(facts), Is.EqualTo([$"production-rule {Production}", $"targets-healthy {Production}", $"health-endpoint {Production}"]));
    }

    [Test]
    public void Rule_that_gives_another_group_a_share()
    {
        var facts = GuideFacts.Healthy
            .ProductionRules(rules => rules.But(seen => seen.But(0, rule => rule with { Forward = rule.Forward.Add(new("green", 1)) })));

        Assert.That(Judged.Red(facts), Is.EqualTo([$"production-rule {Production}"]));
    }

    [Test]
    public void Moved_tag()
    {
        static DeploymentFacts Move(DeploymentFacts common) => common with { Image = common.Image.But(image => image with { Digest = "sha256:moved" }) };

        var facts = GuideFacts.Healthy
            .ProductionDeployment(Move)
            .InAnalytics(cluster => cluster with { Common = Move(cluster.Common) });

        Assert.That(Judged.Red(facts), Is.EqualTo([$"image-available {Production}", $"image-available {Analytics}"]));
    }

    [Test]
    public void Deleted_tag_in_one_region()
    {
        var facts = GuideFacts.Healthy.InAnalytics(cluster => cluster with
        {
            Common = cluster.Common with { Image = cluster.Common.Image.Gone("image notification-service:v1.2.3") },
        });

        Assert.That(Judged.Red(facts), Is.EqualTo([$"image-available {Analytics}"]));
    }

    [Test]
    public void Another_expected_tag()
    {
        var topology = GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } };

        Assert.That(Judged.Red(GuideFacts.Healthy, topology), Is.EqualTo([$"image-tag {Production}", $"image-tag {Analytics}"]));
    }

    [Test]
    public void Another_tag_deployed_in_one_cluster()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Image = "registry/notification-service:v1.3.0" })
            .ProductionTasks(tasks => [.. tasks.Select(task => task with { ImageDigest = "sha256:v130" })])
            .ProductionVersions(samples => [.. samples.Select(sample => sample with { Answer = new HttpAnswer(200, """{"version":"v1.3.0"}""", "") })])
            .ProductionDeployment(common => common with { Image = common.Image.But(image => image with { Tag = "v1.3.0", Digest = "sha256:v130" }) });

        Assert.That(Judged.Red(facts), Is.EqualTo([$"image-tag {Production}", "image-digest all clusters", "same-version all clusters"]));
    }

    [Test]
    public void Deleted_role()
    {
        var facts = GuideFacts.Healthy with { Roles = GuideFacts.Healthy.Roles.But(0, role => role with { Role = role.Role.Gone("role") }) };

        Assert.That(Judged.Red(facts), Is.EqualTo(["roles all clusters"]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Unregistered_target(bool draining)
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => draining ? targets.But(1, target => target with { State = "draining" }) : targets.RemoveAt(1))
            .ProductionVersions(samples => draining ? samples : samples.RemoveAt(1));

        Assert.That(Judged.Red(facts), Is.EqualTo([$"targets-registered {Production}"]));
    }

    [Test]
    public void Task_that_answers_another_version()
    {
        var facts = GuideFacts.Healthy
            .ProductionVersion(1, 200, """{"version":"v9.9.9"}""");

        Assert.That(Judged.Red(facts), Is.EqualTo([$"version-endpoint {Production}", "same-version all clusters"]));
    }

    [Test]
    public void Task_that_does_not_answer_its_version()
    {
        var facts = GuideFacts.Healthy.ProductionVersion(1, 500, "");

        Assert.That(Judged.Red(facts), Is.EqualTo([$"version-endpoint {Production}"]));
    }

    [Test]
    public void Deployment_under_way()
    {
        var facts = GuideFacts.Healthy
            .ProductionService(service => service with { Deployments = service.Deployments.But(0, one => one with { RolloutState = "IN_PROGRESS" }) });

        Assert.That(Judged.Red(facts), Is.EqualTo([$"deployment-settled {Production}"]));
    }

    [Test]
    public void Neighbour_that_is_gone()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Gone("service auth-service"), "auth-service");

        Assert.That(Judged.Red(facts), Is.EqualTo(
        [
            "service-active prod-cluster/auth-service",
            "running-equals-desired prod-cluster/auth-service",
            "minimum-running prod-cluster/auth-service",
        ]));
    }
}
