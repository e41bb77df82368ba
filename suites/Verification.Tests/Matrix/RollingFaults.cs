using Verification.Tests.EndToEnd;
using static Verification.Model.Gate.DecisionKind;

namespace Verification.Tests.Matrix;

/// <summary>What breaks a rolling deployment of the new version.</summary>
internal static class RollingFaults
{
    private const string New = "\"version\":\"v1.3.0\"";
    private const string ExecutionRole = "notification-service-execution-role";

    public static IEnumerable<MatrixFault> All =>
    [
        MatrixFault.Of(FaultPlay.Rolling, "nothing", Promote, null),
        MatrixFault.Of(FaultPlay.RollingBoth, "throttled, failing, slow and lost at once", Promote, null, AccessFaults.Trouble["throttled, failing, slow and lost at once"]),

        Fault("crash on start", "crash-on-start", $$"""{"kind":"crash-on-start",{{New}}}"""),
        Fault("out of memory", "out-of-memory", $$"""{"kind":"out-of-memory",{{New}},"seconds":1}"""),
        Fault("dead port", "dead-port", $$"""{"kind":"dead-port",{{New}}}"""),
        Fault("health never good", "application-unhealthy", $$"""{"kind":"never-healthy",{{New}}}"""),
        Fault("slow start", "start-period-too-short", $$"""{"kind":"slow-start",{{New}},"seconds":600}"""),
        Fault("no capacity", "no-capacity", """{"kind":"no-capacity","cluster":"prod-cluster","ecsService":"notification-service"}"""),
        Fault("image lost", "image-missing", $$"""{"kind":"image-missing","region":"us-east-1","repository":"notification-service",{{New}}}"""),
        Calls("quota used up", "quota-reached", "the quotas of vCPUs are 1", ground => ground.UseUpQuotaAsync()),
        Calls("execution role deleted", "role-missing", "`iam delete-role`", ground => Breakage.DeleteRoleAsync(ground.East, ExecutionRole)),
        Calls("log group deleted", "log-group-missing", "`logs delete-log-group`", ground => Breakage.DeleteLogGroupAsync(ground.East)),
        Calls("secret deleted", "secret-missing", "`secretsmanager delete-secret`", ground => Breakage.DeleteSecretAsync(ground.East)),
        Calls("no room between the percentages", "blocked-by-percentages", "`ecs update-service` with maximumPercent 120, minimumHealthyPercent 90", ground => Breakage.BlockAsync(ground.East, deploy: false)),
        Fault("rolled back, and green", "crash-on-start", $$"""{"kind":"crash-on-start",{{New}}}""") with { After = 600 },

        MatrixFault.Of(FaultPlay.RollingBoth, "replication stuck", Hold, "replication-delayed", """{"kind":"replication-stuck","region":"us-west-2","repository":"notification-service"}"""),
        MatrixFault.Of(FaultPlay.RollingBoth, "no replication rule", Hold, "replication-rule-missing", "`ecr put-replication-configuration` without rules", ground => Breakage.ReplicateToAsync(ground.East)),
        MatrixFault.Of(FaultPlay.RollingBoth, "replication of another repository", Hold, "replication-rule-missing", "`ecr put-replication-configuration` to eu-west-1", ground => Breakage.ReplicateToAsync(ground.East, "eu-west-1")),
    ];

    private static MatrixFault Fault(string name, string cause, string fault) => MatrixFault.Of(FaultPlay.Rolling, name, Hold, cause, fault);

    private static MatrixFault Calls(string name, string cause, string made, Func<Ground, Task> make) => MatrixFault.Of(FaultPlay.Rolling, name, Hold, cause, made, make);
}
