using System.Text.Json.Nodes;
using Verification.Fixtures.Targets;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecs.State;
using Verification.Tests.EndToEnd;
using Verification.Tests.Fixtures.Deployments.BlueGreen;

namespace Verification.Tests.Matrix;

/// <summary>What faults are made in: the clients of both regions, and the sandbox behind them.</summary>
/// <param name="East">Production's.</param>
/// <param name="West">Those of analytics.</param>
/// <param name="Account">What no call changes.</param>
/// <param name="AddFaultAsync">Adds a fault as <c>POST /_sandbox/faults</c> takes it.</param>
/// <param name="AdvanceAsync">Lets so many seconds pass.</param>
internal sealed record Ground(AwsClients East, AwsClients West, AwsAccount Account, Func<string, Task> AddFaultAsync, Func<double, Task> AdvanceAsync)
{
    public static Ground Of(GuideRun guide) => new(guide.In("us-east-1"), guide.In("us-west-2"), guide.Server.Account, guide.AddFaultAsync, guide.AdvanceAsync);

    public static Ground Of(BlueGreenWorld world) => new(
        world.Target.In("us-east-1"),
        world.Target.In("us-west-2"),
        world.Sandbox.Server.Account,
        fault => world.AddFaultAsync(JsonNode.Parse(fault)!),
        seconds => world.Sandbox.Server.AdvanceAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None));

    /// <summary>Leaves Fargate no vCPU in production's region beside those that are used.</summary>
    public Task UseUpQuotaAsync()
    {
        lock (Account.Lock)
        {
            var quota = Account.Region("us-east-1").State<FargateQuota>();
            (quota.OnDemandVCpus, quota.SpotVCpus) = (1, 1);
        }

        return Task.CompletedTask;
    }
}
