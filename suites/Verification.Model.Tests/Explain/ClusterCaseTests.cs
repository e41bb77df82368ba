using NUnit.Framework;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain;

internal sealed class ClusterCaseTests
{
    private const string Definition = "arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:";

    private static readonly StoppedTaskFact Task = Troubles.Task("EssentialContainerExited", "Essential container in task exited", 1, "", null) with { StartedBy = "ecs-svc/gone", TaskDefinition = $"{Definition}5" };

    [Test]
    public void Service_that_the_snapshot_does_not_have_is_unread_for_good()
    {
        var at = At(Troubles.Snapshot.InProduction(cluster => cluster with { Services = cluster.Services.RemoveAt(cluster.Services.Length - 1) }));

        Assert.That(at.LiveSeen, Is.EqualTo(new Observation<ServiceFact>.Unavailable("the snapshot does not have it", false, at.Facts.Cluster.Source)));
        Assert.That((at.Live, at.ServiceName), Is.EqualTo(((ServiceFact?)null, "notification-service")));
    }

    [Test]
    public void Commands_name_the_service_that_serves() => Assert.That(
        At(Troubles.Snapshot.ProductionService(service => service with { Name = "notification-service-green" })).DescribeService,
        Is.EqualTo("aws ecs describe-services --cluster prod-cluster --services notification-service-green --region us-east-1"));

    [Test]
    public void Suspect_is_what_was_deployed_last_and_else_what_serves()
    {
        var newest = At(Troubles.Snapshot).Definition! with { Arn = $"{Definition}8" };
        var rolledBack = Troubles.Snapshot.Trouble(trouble => trouble with { NewestDefinition = new Observation<TaskDefinitionFact>.Seen(newest, trouble.NewestDefinition.Source) });

        Assert.That((At(rolledBack).Suspect!.Arn, At(Troubles.Snapshot).Suspect!.Arn), Is.EqualTo(($"{Definition}8", $"{Definition}7")));
    }

    [TestCase("ecs-svc/1234567890123456789", 5, true, TestName = "A_stopped_task_counts_when_a_deployment_of_the_service_started_it")]
    [TestCase("ecs-svc/gone", 4, true, TestName = "A_stopped_task_counts_when_its_revision_is_being_rolled_out")]
    [TestCase("ecs-svc/gone", 6, true, TestName = "A_stopped_task_counts_when_its_revision_was_deployed_last")]
    [TestCase("ecs-svc/gone", 8, true, TestName = "A_stopped_task_counts_when_its_revision_is_newer_than_what_serves")]
    [TestCase("ecs-svc/gone", 7, false, TestName = "A_stopped_task_counts_not_when_its_revision_serves_and_another_service_started_it")]
    [TestCase("ecs-svc/gone", 3, false, TestName = "A_stopped_task_counts_not_when_its_deployment_had_ended")]
    [TestCase("ecs-svc/gone", 5, false, TestName = "A_stopped_task_counts_not_when_it_is_of_an_older_revision")]
    public void A_stopped_task_counts(string startedBy, int revision, bool counts)
    {
        var snapshot = Stopped(Task with { StartedBy = startedBy, TaskDefinition = $"{Definition}{revision}" })
            .TroubledService(service => service with
            {
                Deployments =
                [
                    service.Deployments[0],
                    service.Deployments[0] with { Id = "ecs-svc/2", TaskDefinition = $"{Definition}4", RolloutState = "IN_PROGRESS" },
                    service.Deployments[0] with { Id = "ecs-svc/3", TaskDefinition = $"{Definition}3", RolloutState = "COMPLETED" },
                ],
            })
            .Trouble(trouble => trouble with { Deployments = trouble.Deployments.But(_ => [Troubles.Deployment("ROLLBACK_SUCCESSFUL", $"{Definition}6")]) });

        Assert.That(At(snapshot).StoppedTasks.Count(), Is.EqualTo(counts ? 1 : 0));
    }

    [Test]
    public void A_stopped_task_is_not_newer_than_what_nobody_knows() =>
        Assert.That(At(Stopped(Task with { TaskDefinition = $"{Definition}8" }).ProductionServiceSeen(service => service.Denied())).StoppedTasks, Is.Empty);

    [TestCase(3599, true)]
    [TestCase(3600, false)]
    [TestCase(null, true)]
    public void A_stopped_task_counts_for_an_hour(int? seconds, bool counts)
    {
        var task = Task with { TaskDefinition = $"{Definition}8", StoppedAt = seconds is { } ago ? Troubles.Noon.AddSeconds(-ago) : null };

        Assert.That(At(Stopped(task)).StoppedTasks.Any(), Is.EqualTo(counts));
    }

    [Test]
    public void Events_are_those_of_the_last_hour_that_say_so_newest_first()
    {
        var snapshot = Troubles.Snapshot.TroubledService(service => service with
        {
            Events = [Event(3600, "a task at an hour"), Event(3599, "a task before"), Event(60, "a task now"), Event(30, "something else")],
        });

        Assert.That(At(snapshot).Events("a task").Select(one => one.Message), Is.EqualTo(["a task now", "a task before"]));
    }

    [TestCase("ecs-svc/1234567890123456789", true)]
    [TestCase("ecs-svc/2", false)]
    [TestCase("ecs-svc/gone", false)]
    public void Had_settled_what_its_own_deployment_completed(string startedBy, bool settled)
    {
        var at = At(Troubles.Snapshot.TroubledService(service => service with { Deployments = [service.Deployments[0], service.Deployments[0] with { Id = "ecs-svc/2", RolloutState = "IN_PROGRESS" }] }));

        Assert.That(at.HadSettled(Task with { StartedBy = startedBy }), Is.EqualTo(settled));
    }

    [TestCase("", null, "")]
    [TestCase("OutOfMemoryError: killed", 137, ", OutOfMemoryError: killed, exit code 137")]
    [TestCase("container in task", 1, ", exit code 1")]
    public void A_stopped_task_in_words_says_its_containers_reason_once(string reason, int? exitCode, string words) => Assert.That(
        At(Troubles.Snapshot).Seen(Task with { ContainerReason = reason, ExitCode = exitCode }).Text,
        Is.EqualTo($"task 0123456789abcdef0123456789abcdef stopped: EssentialContainerExited, Essential container in task exited{words}"));

    [Test]
    public void Said_is_the_first_error_of_the_pipeline_that_has_the_words_from_those_on()
    {
        var at = At(Troubles.Snapshot.Harness(connected: true, "the step failed", "before that: Target.Timeout: one", "Target.Timeout: two"));

        Assert.That(at.Said("Target.Timeout").Select(proof => proof.Text), Is.EqualTo(["Target.Timeout: one"]));
        Assert.That(at.Errors.Count(), Is.EqualTo(3));
        Assert.That(At(Troubles.Snapshot).Errors, Is.Empty);
    }

    // Blue/green: the service that is to follow has a group of its own, whose targets are ill.
    [TestCase("notification-service-green", "ACTIVE", 3, true)]
    [TestCase("notification-service-green", "ACTIVE", 1, true)]
    [TestCase("notification-service-green", "ACTIVE", 0, false)]
    [TestCase("notification-service-green", "DRAINING", 3, false)]
    [TestCase("notification-service", "ACTIVE", 3, false)]
    public void Health_of_a_service_that_is_to_follow_counts_while_it_wants_tasks(string name, string status, int desired, bool counts)
    {
        var snapshot = Troubles.Snapshot.Trouble(trouble => trouble with
        {
            Services = trouble.Services.But(services => services.Add(services[0] with { Name = name, Status = status, DesiredCount = desired, TargetGroupArns = [Troubles.StageGroup] })),
            TargetGroups = trouble.TargetGroups.But(groups => groups.But(1, group => group with
            {
                Targets = group.Targets.But(_ => [new TargetFact { Id = "10.0.9.1", Port = 8083, State = "unhealthy", Reason = "Target.Timeout" }]),
            })),
        });

        Assert.That((At(snapshot).UnhealthyTargets.Any(), At(snapshot).ProbedGroup!.Arn == Troubles.StageGroup), Is.EqualTo((counts, counts)));
    }

    private static ServiceEventFact Event(int secondsAgo, string message) => new(Troubles.Noon.AddSeconds(-secondsAgo), message);

    private static Snapshot Stopped(StoppedTaskFact task) => Troubles.Snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.But(_ => [task]) });

    private static ClusterCase At(Snapshot snapshot) => new(GuideTopology.Literal, snapshot, GuideTopology.Literal.Clusters[0], snapshot.Clusters[0], []);
}
