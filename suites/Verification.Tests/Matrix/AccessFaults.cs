using Verification.Model.Gate;
using static Verification.Model.Gate.DecisionKind;

namespace Verification.Tests.Matrix;

/// <summary>AWS's own trouble: what every client has to bear, and what keeps us from looking.</summary>
internal static class AccessFaults
{
    private const string Throttling = """{"kind":"throttling","probability":0.3}""";
    private const string Errors = """{"kind":"server-error","probability":0.05,"seed":1}""";
    private const string Resets = """{"kind":"connection-reset","probability":0.05,"seed":2}""";
    private const string Slow = """{"kind":"slow-answer","milliseconds":60,"probability":0.5,"seed":3}""";
    private const string DeadPort = """{"kind":"dead-port","cluster":"prod-cluster","ecsService":"notification-service"}""";

    /// <summary>The trouble that healthy verifications have to bear, by name.</summary>
    public static IReadOnlyDictionary<string, string[]> Trouble { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["30 % throttled"] = [Throttling],
        ["5 % server errors"] = [Errors],
        ["one connection in 20 lost"] = [Resets],
        ["slow answers"] = [Slow],
        ["throttled, failing, slow and lost at once"] = [Throttling, Errors, Slow, Resets],
    };

    public static IEnumerable<MatrixFault> All =>
    [
        // Borne.
        Standing("nothing", Promote, null),
        .. Trouble.Select(one => Standing(one.Key, Promote, null, one.Value)),
        Standing("empty pages", Promote, null, """{"kind":"empty-page"}"""),
        Standing("AWS's token buckets", Promote, null, """{"kind":"aws-token-buckets"}"""),
        Standing("one answer in 20 breaks off", Promote, null, """{"kind":"truncated-answer","probability":0.05}"""),
        Standing("reads lag by 15 s", Promote, null, """{"kind":"eventual-consistency","seconds":15}"""),

        // Not told.
        Standing("may not read ECS", CannotJudge, "access-denied", """{"kind":"access-denied","region":"us-west-2","service":"ecs"}"""),
        Standing("may not read ECR", CannotJudge, "access-denied", """{"kind":"access-denied","region":"us-west-2","service":"ecr"}"""),
        Standing("may not read load balancing", CannotJudge, "access-denied", """{"kind":"access-denied","region":"us-west-2","service":"elasticloadbalancing"}"""),
        Standing("may not list tasks", CannotJudge, "access-denied", """{"kind":"access-denied","service":"ecs","operation":"ListTasks"}"""),
        Standing("credentials expired", CannotJudge, "credentials-expired", """{"kind":"expired-credentials","region":"us-west-2","service":"elasticloadbalancing"}"""),
        Standing("credentials expired on the way", CannotJudge, "credentials-expired", """{"kind":"expired-credentials","service":"ecs","operation":"DescribeTasks"}"""),
        Standing("throttled for good", CannotJudge, "throttled", """{"kind":"throttling","region":"us-west-2","service":"ecr"}"""),
        Standing("ECR fails", CannotJudge, "aws-failing", """{"kind":"server-error","region":"us-west-2","service":"ecr"}"""),
        Standing("ECR unavailable", CannotJudge, "aws-failing", """{"kind":"server-error","region":"us-west-2","service":"ecr","status":503}"""),
        Standing("connections to ECR lost", CannotJudge, "aws-failing", """{"kind":"connection-reset","region":"us-west-2","service":"ecr"}"""),
        Standing("answers of ECR break off", CannotJudge, "aws-failing", """{"kind":"truncated-answer","region":"us-west-2","service":"ecr"}"""),
        Standing("ECR does not answer", CannotJudge, "aws-failing", """{"kind":"timeout","region":"us-west-2","service":"ecr","seconds":1}"""),
        Standing("region unreachable", CannotJudge, "region-unreachable", """{"kind":"region-unreachable","region":"us-west-2"}"""),
        Standing("ECS answers empty lists", Hold, "answers-contradict", """{"kind":"empty-list","region":"us-west-2","service":"ecs"}"""),
        Standing("load balancing answers empty lists", Hold, "answers-contradict", """{"kind":"empty-list","region":"us-west-2","service":"elasticloadbalancing"}"""),

        // Together with a fault.
        Standing("dead port while throttled", Hold, "dead-port", DeadPort, Throttling) with { Sometimes = ["health-endpoint"] },
        Standing("image lost while AWS fails", Hold, "image-missing", """{"kind":"image-missing","region":"us-west-2","repository":"notification-service"}""", Errors, Resets),
        Standing("wrong version while all goes wrong", Hold, "wrong-version", """{"kind":"wrong-version","cluster":"prod-cluster","ecsService":"notification-service","answers":"v9.9.9"}""", Throttling, Errors, Slow, Resets),
        Standing("dead port in one region, no permission in the other", Hold, "access-denied", DeadPort, """{"kind":"access-denied","region":"us-west-2","service":"ecr"}"""),
        Standing("image lost in one region, health bad in the other", Hold, "image-missing", """{"kind":"image-missing","region":"us-west-2","repository":"notification-service"}""", """{"kind":"never-healthy","cluster":"prod-cluster","ecsService":"notification-service"}"""),
        Standing("version endpoint broken and answers slow", Hold, "version-endpoint-broken", """{"kind":"version-endpoint-broken","cluster":"analytics-cluster","ecsService":"notification-service"}""", """{"kind":"latency","cluster":"prod-cluster","ecsService":"notification-service","milliseconds":300}"""),
    ];

    private static MatrixFault Standing(string name, DecisionKind decision, string? cause, params string[] faults) => MatrixFault.Of(FaultPlay.Standing, name, decision, cause, faults);
}
