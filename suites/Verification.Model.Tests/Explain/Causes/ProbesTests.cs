using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ProbesTests
{
    private const string Healthy = """{"status":"healthy"}""";

    [Test]
    public void A_step_of_the_pipeline_that_saw_an_error_tells_it_from_there_on()
    {
        var cause = Explained.First("application-unhealthy", Troubles.Snapshot.Lacking().Harness(connected: true, "green: expected 3 healthy targets, found Target.ResponseCodeMismatch: Health checks failed with these codes: [500]"));

        Assert.That(cause.For[0].Text, Is.EqualTo("Target.ResponseCodeMismatch: Health checks failed with these codes: [500]"));
    }

    [Test]
    public void A_step_of_the_pipeline_that_failed_otherwise_tells_nothing() =>
        Explained.Silent("application-unhealthy", Troubles.Snapshot.Lacking().Harness(connected: true, "green: the approval was refused"));

    [Test]
    public void An_event_of_the_service_with_the_codes_is_an_error() => Explained.First(
        "application-unhealthy",
        Troubles.Snapshot.Lacking().Event("(service notification-service) (task 1) (port 8083) is unhealthy in (target-group g) due to (reason Health checks failed with these codes: [500])."));

    [Test]
    public void Another_status_is_an_error_whatever_the_body_says() => Explained.First("application-unhealthy", Troubles.Snapshot.ProductionHealth(500, Healthy));

    [TestCase("Target.Timeout: Request timed out", false)]
    [TestCase("Target.ResponseCodeMismatch: Health checks failed with these codes: [503]", false)]
    [TestCase("Target.ResponseCodeMismatch: Health checks failed with these codes: [502]", true)]
    public void A_502_is_the_applications_where_its_targets_answer_502_and_the_load_balancers_elsewhere(string reason, bool isOfApplication)
    {
        var texts = Explained.Of(Troubles.Snapshot.Targets("unhealthy", reason).ProductionHealth(502, "Bad Gateway")).Causes.SelectMany(cause => cause.For).Select(proof => proof.Text);

        Assert.That(texts.Contains("/health answers 502: Bad Gateway"), Is.EqualTo(isOfApplication));
    }

    [TestCase("HEALTHY", false)]
    [TestCase("UNHEALTHY", true)]
    public void A_503_is_the_applications_where_ECS_finds_one_of_its_tasks_ill(string status, bool isOfApplication) => Assert.That(
        Explained.Of(Troubles.Snapshot.ProductionHealth(503, "busy").ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = status }))).Causes.Any(cause => cause.Id == "application-unhealthy"),
        Is.EqualTo(isOfApplication));

    [TestCase("Target.Timeout: Request timed out", "", true)]
    [TestCase("Target.FailedHealthChecks: Health checks failed", "", true)]
    [TestCase("Target.Timeout: Request timed out", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]", true)]
    [TestCase("Target.ResponseCodeMismatch: Health checks failed with these codes: [404]", "", false)]
    public void A_closed_security_group_is_told_where_a_health_check_gets_no_answer(string reason, string ofFirst, bool isFound)
    {
        var closed = Troubles.Snapshot.Targets("unhealthy", reason)
            .ProductionTargets(targets => ofFirst.Length == 0 ? targets : targets.But(0, target => target with { Reason = ofFirst }))
            .Trouble(trouble => trouble with { SecurityGroups = trouble.SecurityGroups.But(groups => groups with { OfTasks = [groups.OfTasks[0] with { Ingress = [] }] }) });

        Assert.That(Explained.Of(closed).Causes.Any(cause => cause.Id == "security-group-closed"), Is.EqualTo(isFound));
    }

    // 60 s to begin with, and 4 times 30 s; a minute to be on the safe side.
    [TestCase(240, true)]
    [TestCase(241, false)]
    public void The_containers_check_takes_its_start_period_and_one_interval_more_than_its_retries(int seconds, bool isInTime) => Assert.That(IsTooShort(Killed(seconds)), Is.EqualTo(isInTime));

    // The longest grace period, and 3 times 30 s; a minute to be on the safe side.
    [TestCase(100, 250, true)]
    [TestCase(100, 251, false)]
    [TestCase(0, 150, true)]
    [TestCase(0, 151, false)]
    public void The_load_balancers_check_takes_the_longest_grace_period_and_one_interval_more_than_its_threshold(int grace, int seconds, bool isInTime) => Assert.That(
        IsTooShort(Unchecked(seconds).Trouble(trouble => trouble with
        {
            Services = trouble.Services.But(services => [services[0] with { HealthCheckGracePeriodSeconds = grace }, services[0] with { Name = "notification-service__1" }]),
        })),
        Is.EqualTo(isInTime));

    [TestCase(60, true)]
    [TestCase(61, false)]
    public void Where_neither_check_is_known_a_minute_is_left(int seconds, bool isInTime) =>
        Assert.That(IsTooShort(Unchecked(seconds).Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.Refused("nobody knows") })), Is.EqualTo(isInTime));

    private static Snapshot Killed(int seconds) => Troubles.Snapshot
        .Stopped("ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group g)", lasted: TimeSpan.FromSeconds(seconds))
        .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] });

    private static Snapshot Unchecked(int seconds) => Killed(seconds).ProductionContainer(container => container with { HealthCheck = null });

    private static bool IsTooShort(Snapshot snapshot) => Explained.Of(snapshot).Causes.Any(cause => cause.Id == "start-period-too-short");
}
