using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class RunningEqualsDesiredTests
{
    [Test]
    public void Service_that_runs_what_is_declared_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<RunningEqualsDesired>(facts);

        finding.Says(Outcome.Passed, "3 of 3 running, none pending", "3 of 3 running, none pending");
    }

    [Test]
    public void Neighbour_without_declared_count_passes_with_any()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<RunningEqualsDesired>(facts, service: "payment-service");

        finding.Says(Outcome.Passed, "as many running as desired, none pending", "4 of 4 running, none pending");
    }

    [Test]
    public void Service_below_desired_count_fails_with_both_numbers()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 2 });

        var finding = Judged.By<RunningEqualsDesired>(facts);

        finding.Says(Outcome.Failed, "3 of 3 running, none pending", "2 of 3 running, none pending");
    }

    [Test]
    public void Service_with_a_pending_task_fails()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { PendingCount = 1 });

        var finding = Judged.By<RunningEqualsDesired>(facts);

        finding.Says(Outcome.Failed, "3 of 3 running, none pending", "3 of 3 running, 1 pending");
    }

    [Test]
    public void Service_that_desires_what_is_not_declared_fails()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { RunningCount = 5, DesiredCount = 5 });

        var finding = Judged.By<RunningEqualsDesired>(facts);

        finding.Says(Outcome.Failed, "3 of 3 running, none pending", "5 of 5 running, none pending");
    }

    [Test]
    public void Neighbour_that_desires_what_is_not_declared_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionService(service => service with { RunningCount = 3, DesiredCount = 3 }, "backend-service");

        var finding = Judged.By<RunningEqualsDesired>(facts, service: "backend-service");

        finding.Says(Outcome.Failed, "2 of 2 running, none pending", "3 of 3 running, none pending");
    }

    [Test]
    public void Count_of_a_service_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<RunningEqualsDesired>(facts);

        finding.Says(Outcome.Unknown, "3 of 3 running, none pending", $"could not be read: {Changes.Reason}");
    }
}
