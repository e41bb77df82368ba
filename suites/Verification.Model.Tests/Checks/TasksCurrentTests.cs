using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class TasksCurrentTests
{
    [Test]
    public void Tasks_of_the_services_definition_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TasksCurrent>(facts);

        finding.Says(Outcome.Passed, "every task runs notification-service-prod:7", "3 run notification-service-prod:7");
    }

    [Test]
    public void Task_of_an_older_definition_fails_with_both()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with
            {
                TaskDefinition = "arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:6",
            }));

        var finding = Judged.By<TasksCurrent>(facts);

        finding.Says(Outcome.Failed, "every task runs notification-service-prod:7", "prod-task-2 runs notification-service-prod:6");
    }

    [Test]
    public void Service_without_tasks_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(_ => []);

        var finding = Judged.By<TasksCurrent>(facts);

        finding.Says(Outcome.Unknown, "every task runs notification-service-prod:7", "no task");
    }

    [Test]
    public void Tasks_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() });

        var finding = Judged.By<TasksCurrent>(facts);

        finding.Says(Outcome.Unknown, "every task runs the service's task definition", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Task_definition_of_a_service_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<TasksCurrent>(facts);

        finding.Says(Outcome.Unknown, "every task runs the service's task definition", $"could not be read: {Changes.Reason}");
    }
}
