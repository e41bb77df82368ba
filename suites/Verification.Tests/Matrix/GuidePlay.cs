using Verification.Fixtures.Runs;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Tests.EndToEnd;

namespace Verification.Tests.Matrix;

/// <summary>Plays a fault in clusters that stand still, or that a rolling deployment goes to.</summary>
internal static class GuidePlay
{
    private const string New = "v1.3.0";

    // After it, a rolling deployment that goes well has ended.
    private const double Deployed = 900;

    public static async Task<MatrixRow> RunAsync(MatrixFault fault)
    {
        await using var guide = await GuideRun.StartAsync();
        var ground = Ground.Of(guide);
        var topology = Expected(fault);
        var isBorne = fault.Decision == DecisionKind.Promote;
        if (!isBorne || fault.Play == FaultPlay.Standing)
        {
            await fault.MakeAsync(ground);
        }

        if (fault.Play != FaultPlay.Standing)
        {
            await DeployAsync(guide, fault.Play == FaultPlay.RollingBoth);
        }

        // Whoever deploys by hand here does not bear what a verification has to.
        if (isBorne && fault.Play != FaultPlay.Standing)
        {
            await fault.MakeAsync(ground);
            await guide.AdvanceAsync(Deployed);
        }

        await guide.AdvanceAsync(fault.After);
        return await new Watching(fault).UntilExpectedAsync(guide.AdvanceAsync, () => guide.VerifyAsync(topology));
    }

    private static async Task DeployAsync(GuideRun guide, bool both)
    {
        await guide.PushAsync(New);
        await guide.AdvanceAsync(60);
        await guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", New);
        if (both)
        {
            await guide.DeployAsync("analytics-cluster", "us-west-2", "notification-service-analytics", New);
        }
    }

    private static Topology Expected(MatrixFault fault) => fault.Play switch
    {
        FaultPlay.Rolling => VerificationRun.Narrowed(GuideRun.Topology, New, "prod-cluster"),
        FaultPlay.RollingBoth => VerificationRun.Narrowed(GuideRun.Topology, New, cluster: null),
        _ => VerificationRun.Narrowed(GuideRun.Topology, fault.Tag, cluster: null),
    };
}
