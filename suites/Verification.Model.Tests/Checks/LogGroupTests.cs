using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class LogGroupTests
{
    [Test]
    public void Log_group_that_exists_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<LogGroup>(facts);

        finding.Says(Outcome.Passed, "/ecs/notification-service-prod", "/ecs/notification-service-prod");
    }

    [Test]
    public void Log_group_that_is_gone_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { LogGroup = common.LogGroup.Gone("log group /ecs/notification-service-prod") });

        var finding = Judged.By<LogGroup>(facts);

        finding.Says(Outcome.Failed, "/ecs/notification-service-prod", "absent: log group /ecs/notification-service-prod");
    }

    [Test]
    public void Log_group_of_another_name_fails_with_both()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { LogGroup = common.LogGroup.But(group => group with { Name = "/ecs/notification-service-prod-old" }) });

        var finding = Judged.By<LogGroup>(facts);

        finding.Says(Outcome.Failed, "/ecs/notification-service-prod", "/ecs/notification-service-prod-old");
    }

    [Test]
    public void Log_group_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { LogGroup = common.LogGroup.Denied() });

        var finding = Judged.By<LogGroup>(facts);

        finding.Says(Outcome.Unknown, "/ecs/notification-service-prod", $"could not be read: {Changes.Reason}");
    }
}
