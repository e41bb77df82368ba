using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class CircuitBreakerTests
{
    [Test]
    public void Circuit_breaker_as_declared_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<CircuitBreaker>(facts);

        finding.Says(Outcome.Passed, "on, with rollback", "on, with rollback");
    }

    [Test]
    public void Circuit_breaker_without_rollback_fails()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { CircuitBreakerRollsBack = false });

        var finding = Judged.By<CircuitBreaker>(facts);

        finding.Says(Outcome.Failed, "on, with rollback", "on, without rollback");
    }

    [Test]
    public void Circuit_breaker_that_is_off_fails()
    {
        var facts = GuideFacts.Healthy.ProductionService(service => service with { CircuitBreakerEnabled = false });

        var finding = Judged.By<CircuitBreaker>(facts);

        finding.Says(Outcome.Failed, "on, with rollback", "off");
    }

    [Test]
    public void Circuit_breaker_that_is_on_although_declared_off_fails()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<CircuitBreaker>(facts, Judged.Declaring(common => common with { CircuitBreaker = new(Enable: false, Rollback: false) }));

        finding.Says(Outcome.Failed, "off", "on, with rollback");
    }

    [Test]
    public void Circuit_breaker_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionServiceSeen(service => service.Denied());

        var finding = Judged.By<CircuitBreaker>(facts);

        finding.Says(Outcome.Unknown, "on, with rollback", $"could not be read: {Changes.Reason}");
    }
}
