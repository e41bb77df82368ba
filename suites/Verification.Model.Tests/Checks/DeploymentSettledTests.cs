using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Checks;

internal sealed class DeploymentSettledTests
{
    private const string Expected = "one PRIMARY deployment of notification-service-prod:7, COMPLETED";

    private const string Completed = "ecs-svc/1234567890123456789 PRIMARY of notification-service-prod:7, COMPLETED";

    [Test]
    public void Service_with_one_completed_deployment_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(Outcome.Passed, Expected, Completed);
    }

    [Test]
    public void Deployment_in_progress_fails_with_its_reason()
    {
        var facts = Deployments(all => all.But(0, one => one with
        {
            RolloutState = "IN_PROGRESS",
            RolloutStateReason = "ECS deployment in progress.",
        }));

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "ecs-svc/1234567890123456789 PRIMARY of notification-service-prod:7, IN_PROGRESS (ECS deployment in progress.)");
    }

    [Test]
    public void Second_deployment_fails_and_both_are_named()
    {
        var facts = Deployments(all => all.Add(all[0] with
        {
            Id = "ecs-svc/2",
            Status = "ACTIVE",
            TaskDefinition = "notification-service-prod:6",
        }));

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            Completed + "; ecs-svc/2 ACTIVE of notification-service-prod:6, COMPLETED");
    }

    [Test]
    public void Completed_deployment_of_another_task_definition_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionService(service => service with { TaskDefinition = "notification-service-prod:8" });

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(Outcome.Failed, "one PRIMARY deployment of notification-service-prod:8, COMPLETED", Completed);
    }

    [Test]
    public void Only_deployment_that_is_not_primary_fails()
    {
        var facts = Deployments(all => all.But(0, one => one with { Status = "ACTIVE" }));

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(Outcome.Failed, Expected, "ecs-svc/1234567890123456789 ACTIVE of notification-service-prod:7, COMPLETED");
    }

    [Test]
    public void Service_without_deployment_fails()
    {
        var facts = Deployments(all => []);

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(Outcome.Failed, Expected, "no deployment");
    }

    [Test]
    public void Deployment_without_rollout_state_is_unknown()
    {
        var facts = Deployments(all => all.But(0, one => one with { RolloutState = "" }));

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(
            Outcome.Unknown,
            Expected,
            "ecs-svc/1234567890123456789 PRIMARY of notification-service-prod:7, no rollout state: ECS gives no rollout state for this deployment controller");
    }

    [Test]
    public void Deployment_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<DeploymentSettled>(facts);

        finding.Says(Outcome.Unknown, "one PRIMARY deployment, COMPLETED", $"could not be read: {Changes.Reason}");
    }

    private static Snapshot Deployments(Func<ImmutableArray<RolloutFact>, ImmutableArray<RolloutFact>> change) =>
        GuideFacts.Healthy.ProductionService(service => service with { Deployments = change(service.Deployments) });
}
