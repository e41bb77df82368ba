using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class TargetsHealthyTests
{
    [Test]
    public void Group_with_healthy_targets_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TargetsHealthy>(facts);

        finding.Says(Outcome.Passed, "at least 2 healthy", "3 healthy");
    }

    [Test]
    public void Group_with_just_enough_healthy_targets_passes_and_names_the_others()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => targets.But(1, target => target with { State = "unhealthy", Reason = "Target.Timeout" }));

        var finding = Judged.By<TargetsHealthy>(facts);

        finding.Says(Outcome.Passed, "at least 2 healthy", "2 of 3 healthy: 10.0.2.15:8083 unhealthy (Target.Timeout)");
    }

    [Test]
    public void Group_with_too_few_healthy_targets_fails_with_the_reasons()
    {
        var facts = GuideFacts.Healthy
            .ProductionTargets(targets => [targets[0], targets[1] with { State = "initial", Reason = "Elb.RegistrationInProgress" }]);

        var finding = Judged.By<TargetsHealthy>(facts);

        finding.Says(Outcome.Failed, "at least 2 healthy", "1 of 2 healthy: 10.0.2.15:8083 initial (Elb.RegistrationInProgress)");
    }

    [Test]
    public void Group_without_targets_fails()
    {
        var facts = GuideFacts.Healthy.ProductionTargets(_ => []);

        var finding = Judged.By<TargetsHealthy>(facts);

        finding.Says(Outcome.Failed, "at least 2 healthy", "0 healthy");
    }

    [Test]
    public void Targets_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Targets = common.Targets.Denied() });

        var finding = Judged.By<TargetsHealthy>(facts);

        finding.Says(Outcome.Unknown, "at least 2 healthy", $"could not be read: {Changes.Reason}");
    }
}
