using Verification.Model.Checks;

namespace Verification.Suites;

/// <summary>Which steps of a pipeline ask a check beside the suite that it belongs to; each is a category.</summary>
internal static class PipelineSteps
{
    /// <summary>After a deployment to one cluster: what the deployment has changed.</summary>
    public const string Deployment = "Deployment";

    /// <summary>At the end, of all clusters.</summary>
    public const string FinalVerification = "FinalVerification";

    private static readonly HashSet<string> AfterDeployment =
    [
        .. new Check[]
        {
            new ServiceActive(), new RunningEqualsDesired(), new DeploymentSettled(), new TasksHealthy(), new TasksCurrent(), new ProductionRule(), new TargetsRegistered(),
            new TargetsHealthy(), new HealthEndpoint(), new VersionEndpoint(), new ImageTag(),
        }.Select(check => check.Id),
    ];

    private static readonly HashSet<string> AtTheEnd =
    [
        .. new Check[]
        {
            new TasksCurrent(), new TaskDefinition(), new VersionEndpoint(), new ImageTag(), new ImageAvailable(), new ImageDigest(), new SameVersion(), new Replication(),
            new Account(), new Roles(), new TargetsHealthy(), new HealthEndpoint(),
        }.Select(check => check.Id),
    ];

    public static IEnumerable<string> Of(Check check)
    {
        if (AfterDeployment.Contains(check.Id))
        {
            yield return Deployment;
        }

        if (AtTheEnd.Contains(check.Id))
        {
            yield return FinalVerification;
        }
    }
}
