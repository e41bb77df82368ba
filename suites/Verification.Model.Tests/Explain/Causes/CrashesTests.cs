using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class CrashesTests
{
    private const string Old = "ecs/notification-service/1";

    private const string New = "ecs/notification-service/2";

    [Test]
    public void The_newest_task_is_the_one_that_began_last_and_not_the_one_that_wrote_last() =>
        Explained.First("start-period-too-short", Waiting(Line(-9, Old, "listening on port 8083"), Line(-5, New, "notification-service started"), Line(-1, Old, "GET /health")));

    [Test]
    public void One_of_the_lines_is_enough_to_say_that_it_listens() =>
        Explained.First("dead-port", Waiting(Line(-9, New, "notification-service started"), Line(-5, New, "server is ready"), Line(-1, New, "GET /health")));

    private static LogLineFact Line(int minutes, string stream, string text) => new(Troubles.Noon.AddMinutes(minutes), stream, text);

    private static Snapshot Waiting(params LogLineFact[] lines) => Troubles.Snapshot
        .Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed")
        .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] })
        .Trouble(trouble => trouble with { LogLines = trouble.LogLines.But(_ => [.. lines]) });
}
