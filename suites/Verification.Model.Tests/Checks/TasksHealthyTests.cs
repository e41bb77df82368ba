using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Checks;

internal sealed class TasksHealthyTests
{
    [Test]
    public void Service_with_healthy_tasks_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Passed, "every task HEALTHY", "3 HEALTHY");
    }

    [Test]
    public void Unhealthy_task_fails_with_its_id()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNHEALTHY" }));

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Failed, "every task HEALTHY", "prod-task-2 UNHEALTHY");
    }

    [Test]
    public void Task_that_is_not_healthy_yet_fails_with_its_status()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNKNOWN", LastStatus = "PENDING" }));

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Failed, "every task HEALTHY", "prod-task-2 UNKNOWN (PENDING)");
    }

    [Test]
    public void Task_that_the_service_counts_and_nobody_listed_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(tasks => tasks[..2]);

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Unknown, "every task HEALTHY", "2 HEALTHY; the service counts 3 running, and 2 were listed: look again");
    }

    [Test]
    public void Service_without_tasks_fails()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(_ => []);

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Failed, "every task HEALTHY", "no task");
    }

    [Test]
    public void Task_without_health_check_fails_where_health_is_required()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNKNOWN" }))
            .ProductionContainer(container => container with { HealthCheck = null });

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Failed, "every task HEALTHY", "prod-task-2 UNKNOWN");
    }

    [Test]
    public void Task_without_health_check_passes_where_that_is_accepted()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNKNOWN" }))
            .ProductionContainer(container => container with { HealthCheck = null });

        var finding = Judged.By<TasksHealthy>(facts, Accepting);

        finding.Says(Outcome.Passed, "every task HEALTHY, or UNKNOWN without a health check", "2 HEALTHY, 1 without a health check");
    }

    [Test]
    public void Unknown_health_fails_where_there_is_a_health_check()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNKNOWN" }));

        var finding = Judged.By<TasksHealthy>(facts, Accepting);

        finding.Says(Outcome.Failed, "every task HEALTHY, or UNKNOWN without a health check", "prod-task-2 UNKNOWN");
    }

    [Test]
    public void Unknown_health_of_a_task_of_another_definition_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNKNOWN", TaskDefinition = "notification-service-prod:6" }))
            .ProductionContainer(container => container with { HealthCheck = null });

        var finding = Judged.By<TasksHealthy>(facts, Accepting);

        finding.Says(Outcome.Failed, "every task HEALTHY, or UNKNOWN without a health check", "prod-task-2 UNKNOWN");
    }

    [Test]
    public void Unhealthy_task_fails_whatever_is_accepted()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNHEALTHY" }))
            .ProductionContainer(container => container with { HealthCheck = null });

        var finding = Judged.By<TasksHealthy>(facts, Accepting);

        finding.Says(Outcome.Failed, "every task HEALTHY", "prod-task-2 UNHEALTHY");
    }

    [Test]
    public void Health_is_unknown_when_the_health_check_cannot_be_read()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { HealthStatus = "UNKNOWN" }))
            .ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() });

        var finding = Judged.By<TasksHealthy>(facts, Accepting);

        finding.Says(Outcome.Unknown, "every task HEALTHY, or UNKNOWN without a health check", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Health_of_tasks_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() });

        var finding = Judged.By<TasksHealthy>(facts);

        finding.Says(Outcome.Unknown, "every task HEALTHY", $"could not be read: {Changes.Reason}");
    }

    private static Topology Accepting =>
        Judged.Declaring(common => common with { TasksWithoutHealthCheck = TaskHealthPolicy.AcceptUnknownWithoutHealthCheck });
}
