using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class MinimumRunningTests
{
    [Test]
    public void Service_with_just_enough_tasks_passes()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 2 });

        var finding = Judged.By<MinimumRunning>(facts);

        finding.Says(Outcome.Passed, "at least 2 running", "2 running");
    }

    [Test]
    public void Service_with_too_few_tasks_fails_with_both_numbers()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 1 });

        var finding = Judged.By<MinimumRunning>(facts);

        finding.Says(Outcome.Failed, "at least 2 running", "1 running");
    }

    [Test]
    public void Neighbour_with_one_task_passes()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 1 }, "payment-service");

        var finding = Judged.By<MinimumRunning>(facts, service: "payment-service");

        finding.Says(Outcome.Passed, "at least 1 running", "1 running");
    }

    [Test]
    public void Neighbour_with_no_task_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionService(service => service with { RunningCount = 0, DesiredCount = 0 }, "payment-service");

        var finding = Judged.By<MinimumRunning>(facts, service: "payment-service");

        finding.Says(Outcome.Failed, "at least 1 running", "0 running");
    }

    [Test]
    public void Count_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<MinimumRunning>(facts);

        finding.Says(Outcome.Unknown, "at least 2 running", $"could not be read: {Changes.Reason}");
    }
}
