using Verification.Tests.EndToEnd;
using static Verification.Model.Gate.DecisionKind;

namespace Verification.Tests.Matrix;

/// <summary>What breaks a blue/green deployment of the new version.</summary>
internal static class BlueGreenFaults
{
    private const string New = "\"version\":\"v1.3.0\"";

    public static IEnumerable<MatrixFault> All =>
    [
        // Green does not come up: traffic never moves, and green goes.
        Created("crash on start", "crash-on-start", $$"""{"kind":"crash-on-start",{{New}},"exitCode":3}"""),
        Created("crash after five seconds", "crash-on-start", $$"""{"kind":"crash-after",{{New}},"seconds":5}"""),
        Created("out of memory", "out-of-memory", $$"""{"kind":"out-of-memory",{{New}}}"""),
        Created("health never good", "application-unhealthy", $$"""{"kind":"never-healthy",{{New}}}"""),
        Created("dead port", "dead-port", $$"""{"kind":"dead-port",{{New}}}"""),
        Created("slow start", "start-period-too-short", $$"""{"kind":"slow-start",{{New}},"seconds":900}"""),
        Created("image lost", "image-missing", $$"""{"kind":"image-missing","region":"us-east-1","repository":"notification-service",{{New}}}"""),
        Created("no capacity", "no-capacity", """{"kind":"no-capacity","ecsService":"notification-service__1"}"""),
        MatrixFault.Of(FaultPlay.BeforeCreate, "execution role deleted", Hold, "role-missing", "`iam delete-role`", ground => Breakage.DeleteRoleAsync(ground.East, "notification-service-execution-role")),
        MatrixFault.Of(
            FaultPlay.BeforeCreate, "health check of the stage by another path", Hold, "health-check-path-wrong", "`elbv2 modify-target-group --health-check-path /healthz`",
            ground => Breakage.ProbeAsync(ground.East, group => group.HealthCheckPath = "/healthz", Breakage.StageGroup)),
        Created("may not create a service", "access-denied", """{"kind":"access-denied","service":"ecs","operation":"CreateService"}"""),
        Created("credentials expired", "credentials-expired", """{"kind":"expired-credentials","service":"ecs","operation":"RegisterTaskDefinition"}"""),
        Created("target health fails", "aws-failing", """{"kind":"server-error","service":"elasticloadbalancing","operation":"DescribeTargetHealth"}"""),
        Created("empty lists", "answers-contradict", """{"kind":"empty-list","service":"ecs"}"""),
        Created("region unreachable", "region-unreachable", """{"kind":"region-unreachable","region":"us-east-1"}"""),

        // Borne.
        MatrixFault.Of(FaultPlay.BeforeCreate, "throttled four times", Promote, null, """{"kind":"throttling","service":"ecs","count":4}"""),
        MatrixFault.Of(FaultPlay.BeforeCreate, "four connections lost", Promote, null, """{"kind":"connection-reset","count":4}"""),
        MatrixFault.Of(FaultPlay.BeforeCreate, "the answer to CreateService breaks off", Promote, null, """{"kind":"truncated-answer","service":"ecs","operation":"CreateService","count":1}"""),
        MatrixFault.Of(FaultPlay.BeforeCreate, "reads lag by 15 s", Promote, null, """{"kind":"eventual-consistency","seconds":15}"""),
        MatrixFault.Of(FaultPlay.BeforeCreate, "empty pages", Promote, null, """{"kind":"empty-page","service":"ecs"}"""),
        MatrixFault.Of(FaultPlay.BeforeCreate, "slow answers", Promote, null, """{"kind":"slow-answer","milliseconds":2}"""),
        MatrixFault.Of(FaultPlay.BeforeSwap, "ModifyRule fails once", Promote, null, """{"kind":"server-error","service":"elasticloadbalancing","operation":"ModifyRule","count":1}"""),
        MatrixFault.Of(FaultPlay.BeforeSwap, "targets stay draining", Promote, null, """{"kind":"target-stuck-draining","region":"us-east-1"}"""),

        // Green looks well from outside, until it is looked at by whoever verifies: traffic had moved, and comes back.
        Verified("health says sick", "application-unhealthy", $$"""{"kind":"health-answer",{{New}},"body":"{\"status\":\"sick\"}"}"""),
        Verified("wrong version", "wrong-version", $$"""{"kind":"wrong-version",{{New}},"answers":"v9.9.9"}"""),
        Verified("version endpoint broken", "version-endpoint-broken", $$"""{"kind":"version-endpoint-broken",{{New}}}"""),
        Verified("every request fails", "version-endpoint-broken", $$"""{"kind":"error-rate",{{New}},"percent":100}"""),

        // Between create and swap.
        MatrixFault.Of(FaultPlay.BeforeSwap, "may not change the rule", Hold, "access-denied", """{"kind":"access-denied","service":"elasticloadbalancing","operation":"ModifyRule"}"""),
        MatrixFault.Of(FaultPlay.BeforeSwap, "green falls ill", Hold, "application-unhealthy", $$"""{"kind":"never-healthy",{{New}}}"""),
        MatrixFault.Of(FaultPlay.BeforeSwap, "may not tag", RollBack, "access-denied", """{"kind":"access-denied","service":"ecs","operation":"TagResource"}"""),
        MatrixFault.Of(FaultPlay.BeforeSwap, "may not scale the old service down", RollBack, "access-denied", """{"kind":"access-denied","service":"ecs","operation":"UpdateService"}"""),
        MatrixFault.Of(FaultPlay.BeforeSwap, "traffic does not follow the rule", RollBack, "traffic-not-following", """{"kind":"rule-not-shifting","region":"us-east-1"}"""),

        // After it.
        MatrixFault.Of(FaultPlay.AfterSwap, "health bad", RollBack, "application-unhealthy", $$"""{"kind":"unhealthy-later",{{New}},"seconds":0}"""),
        MatrixFault.Of(FaultPlay.AfterSwap, "dead port", RollBack, "dead-port", $$"""{"kind":"dead-port",{{New}}}"""),
    ];

    private static MatrixFault Created(string name, string cause, string fault) => MatrixFault.Of(FaultPlay.BeforeCreate, name, Hold, cause, fault);

    private static MatrixFault Verified(string name, string cause, string fault) => MatrixFault.Of(FaultPlay.BeforeCreate, name, RollBack, cause, fault) with { ShowsAfterSwap = true };
}
