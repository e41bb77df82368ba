using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class TargetsRegisteredTests
{
    [Test]
    public void Tasks_that_are_all_targets_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Passed, "every running task is a target", "3 of 3 are targets");
    }

    [Test]
    public void Task_that_is_no_target_fails_with_its_address()
    {
        var facts = GuideFacts.Healthy.ProductionTargets(targets => targets.RemoveAt(1));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Failed, "every running task is a target", "10.0.2.15 (task prod-task-2) is not a target");
    }

    [Test]
    public void Draining_target_of_a_running_task_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => targets.But(1, target => target with { State = "draining", Reason = "Target.DeregistrationInProgress" }));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Failed, "every running task is a target", "10.0.2.15 (task prod-task-2) is draining");
    }

    [Test]
    public void Unused_target_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => targets.But(1, target => target with { State = "unused", Reason = "Target.IpUnusable" }));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Failed, "every running task is a target", "10.0.2.15 (task prod-task-2) is unused");
    }

    [Test]
    public void Target_of_a_group_without_listener_passes_as_it_is_registered()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => targets.But(1, target => target with { State = "unused", Reason = "Target.NotInUse: Target group is not used" }));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Passed, "every running task is a target", "3 of 3 are targets");
    }

    [Test]
    public void Unhealthy_target_passes_as_it_is_registered()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => targets.But(1, target => target with { State = "unhealthy", Reason = "Target.Timeout" }));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Passed, "every running task is a target", "3 of 3 are targets");
    }

    [Test]
    public void Task_on_its_way_passes_without_target()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { LastStatus = "PENDING" }))
            .ProductionTargets(targets => targets.RemoveAt(1));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Passed, "every running task is a target", "2 of 2 are targets");
    }

    [Test]
    public void Service_without_running_tasks_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionTasks(_ => []);

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Unknown, "every running task is a target", "no running task");
    }

    [Test]
    public void Running_task_without_an_address_is_unknown_even_when_the_others_are_targets()
    {
        var facts = GuideFacts.Healthy
            .ProductionTasks(tasks => tasks.But(1, task => task with { PrivateAddress = "" }))
            .ProductionTargets(targets => targets.RemoveAt(1));

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Unknown, "every running task is a target", "task prod-task-2 runs and has no address");
    }

    [Test]
    public void Targets_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Targets = common.Targets.Denied() });

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Unknown, "every running task is a target", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Tasks_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Tasks = common.Tasks.Denied() });

        var finding = Judged.By<TargetsRegistered>(facts);

        finding.Says(Outcome.Unknown, "every running task is a target", $"could not be read: {Changes.Reason}");
    }
}
