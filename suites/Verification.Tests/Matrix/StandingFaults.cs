using Verification.Tests.EndToEnd;
using static Verification.Model.Gate.DecisionKind;

namespace Verification.Tests.Matrix;

/// <summary>What breaks while nobody deploys.</summary>
internal static class StandingFaults
{
    private const string Tasks = "\"cluster\":\"prod-cluster\",\"ecsService\":\"notification-service\"";

    public static IEnumerable<MatrixFault> All =>
    [
        // Tasks.
        Fault("dead port", "dead-port", $$"""{"kind":"dead-port",{{Tasks}}}"""),
        Fault("health never good", "application-unhealthy", $$"""{"kind":"never-healthy",{{Tasks}}}"""),
        Fault("health bad later", "application-unhealthy", $$"""{"kind":"unhealthy-later",{{Tasks}},"seconds":10}""") with { After = 10 },
        Fault("health says degraded", "application-unhealthy", $$"""{"kind":"health-answer",{{Tasks}},"body":"{\"status\":\"degraded\"}"}"""),
        Fault("out of memory", "out-of-memory", $$"""{"kind":"out-of-memory",{{Tasks}},"seconds":0}""") with { After = 1 },
        Fault("containers exit", "container-exits", $$"""{"kind":"crash-after",{{Tasks}},"seconds":0}""") with { After = 1 },
        Fault("wrong version", "wrong-version", $$"""{"kind":"wrong-version",{{Tasks}},"answers":"v9.9.9"}"""),
        Fault("version endpoint broken", "version-endpoint-broken", """{"kind":"version-endpoint-broken","cluster":"analytics-cluster","ecsService":"notification-service"}"""),
        Fault("every request fails", "version-endpoint-broken", $$"""{"kind":"error-rate",{{Tasks}},"percent":100}"""),
        Fault("every connection is cut", "version-endpoint-broken", $$"""{"kind":"cut-connections",{{Tasks}},"percent":100}"""),
        Fault("answers of a megabyte", "answer-unusable", $$"""{"kind":"large-answers",{{Tasks}},"bytes":1000000}"""),
        Fault("answers take six seconds", "slow-answers", $$"""{"kind":"latency",{{Tasks}},"milliseconds":6000}"""),
        Calls("a task is stopped by hand", "task-stopped-by-hand", "`ecs stop-task`", ground => Breakage.StopTaskAsync(ground.East)) with { After = 1 },
        Calls("desired count changed by hand", "desired-count-changed", "`ecs update-service --desired-count 2`", ground => Breakage.ScaleAsync(ground.East, 2)),
        Calls("autoscaling wants more", "autoscaling-fights", "`application-autoscaling register-scalable-target` with at least 5, and 5 desired", ground => Breakage.AutoscaleAsync(ground.East)),
        Calls("circuit breaker turned off", "circuit-breaker-off", "`ecs update-service --deployment-configuration`", ground => Breakage.TurnCircuitBreakerOffAsync(ground.East)),
        Calls("service deleted", "service-missing", "`ecs delete-service --force`", ground => Breakage.DeleteServiceAsync(ground.West, "analytics-cluster")),
        Calls("Spot alone", "capacity-providers-drifted", "`ecs put-cluster-capacity-providers`", ground => Breakage.UseSpotAloneAsync(ground.East)),

        // What has to be there.
        Calls("task role deleted", "role-missing", "`iam delete-role`", ground => Breakage.DeleteRoleAsync(ground.East, "notification-service-task-role")),
        Calls("role trusts another service", "role-not-assumable", "`iam update-assume-role-policy`", ground => Breakage.TrustAnotherServiceAsync(ground.East)),
        Calls("log group deleted", "log-group-missing", "`logs delete-log-group`", ground => Breakage.DeleteLogGroupAsync(ground.East)),
        Calls("secret deleted", "secret-missing", "`secretsmanager delete-secret`", ground => Breakage.DeleteSecretAsync(ground.East)),

        // Images.
        Fault("image lost in one region", "image-missing", """{"kind":"image-missing","region":"us-west-2","repository":"notification-service"}"""),
        Calls("image deleted in one region", "image-missing", "`ecr batch-delete-image` in us-west-2", ground => Breakage.DeleteImageAsync(ground.West)),
        Calls("tag moved in one region", "tag-moved", "`ecr put-image` of another manifest in us-west-2", ground => Breakage.MoveTagAsync(ground.West)),
        Calls("replication rule removed", "replication-rule-missing", "`ecr put-replication-configuration` without rules", ground => Breakage.ReplicateToAsync(ground.East)),
        Calls("replication to another region", "replication-rule-missing", "`ecr put-replication-configuration` to eu-west-1", ground => Breakage.ReplicateToAsync(ground.East, "eu-west-1")),
        Calls("another tag is expected", "not-deployed", "nobody deployed v1.9.0", _ => Task.CompletedTask) with { Tag = "v1.9.0" },

        // Health checks.
        Calls("health check of another path", "health-check-path-wrong", "`elbv2 modify-target-group --health-check-path /healthz`", ground => Breakage.ProbeAsync(ground.East, group => group.HealthCheckPath = "/healthz")) with { After = 60 },
        Calls("health check of another port", "health-check-port-wrong", "`elbv2 modify-target-group --health-check-port 9090`", ground => Breakage.ProbeAsync(ground.East, group => group.HealthCheckPort = "9090")) with { After = 60 },
        Calls("health check expects 204", "health-check-matcher-wrong", "`elbv2 modify-target-group --matcher HttpCode=204`", ground => Breakage.ProbeAsync(ground.East, group => group.Matcher = new() { HttpCode = "204" })) with { After = 60 },

        // Traffic.
        Calls("listener deleted", "listener-missing", "`elbv2 delete-listener`", ground => Breakage.DeleteListenerAsync(ground.East)),
        Calls("rule deleted", "rule-missing", "`elbv2 delete-rule`", ground => Breakage.DeleteRuleAsync(ground.East)),
        Calls("load balancer deleted", "load-balancer-missing", "`elbv2 delete-load-balancer`", ground => Breakage.DeleteLoadBalancerAsync(ground.East)),
        Calls("production forwards to stage", "rule-forwards-elsewhere", "`elbv2 modify-rule`", ground => Breakage.ForwardToStageAsync(ground.East)),
        Calls("stage and production swapped", "stage-and-production-swapped", "`elbv2 modify-rule` of both rules", ground => Breakage.SwapAsync(ground.East)),
        Calls("weights half and half", "weights-not-shifted", "`elbv2 modify-rule` with weights 50 and 50", ground => Breakage.ForwardToBothAsync(ground.East)),
        Calls("target deregistered", "targets-deregistered", "`elbv2 deregister-targets`", ground => Breakage.DeregisterAsync(ground.East)),
        Calls(
            "rule changed and traffic not following", "traffic-not-following", "`elbv2 modify-rule` to stage, `{\"kind\":\"rule-not-shifting\",\"region\":\"us-east-1\"}`, and `elbv2 modify-rule` back", async ground =>
            {
                await Breakage.ForwardToStageAsync(ground.East);
                await ground.AddFaultAsync("""{"kind":"rule-not-shifting","region":"us-east-1"}""");
                await Breakage.ForwardToProductionAsync(ground.East);
                await ground.AdvanceAsync(60);
            }),
    ];

    private static MatrixFault Fault(string name, string cause, string fault) => MatrixFault.Of(FaultPlay.Standing, name, Hold, cause, fault);

    private static MatrixFault Calls(string name, string cause, string made, Func<Ground, Task> make) => MatrixFault.Of(FaultPlay.Standing, name, Hold, cause, made, make);
}
