using Amazon.ECS;
using Amazon.ECS.Model;
using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.Tasks;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>The percentages of a rolling update hold in the real scheduler, whatever its tasks do.</summary>
public sealed class RollingBoundsTests
{
    private static readonly Gen<(int Desired, int Minimum, int Maximum, int Seed)> AnyRollout =
        from desired in Gen.Int[1, 5]
        from minimum in Gen.Int[0, 100]
        from maximum in Gen.Int[101, 220]
        from seed in Gen.Int[0, 1_000_000]
        select (desired, minimum, maximum, seed);

    [Test]
    public async Task Healthy_tasks_never_fall_below_the_minimum_by_the_scheduler_and_all_never_exceed_the_maximum() =>
        await AnyRollout.SampleAsync(rollout => HoldsAsync(rollout.Desired, rollout.Minimum, rollout.Maximum, rollout.Seed), iter: 12, threads: 1);

    private static async Task<bool> HoldsAsync(int desired, int minimum, int maximum, int seed)
    {
        await using var ecs = await EcsCaller.StartAsync();
        ecs.Push("v1.2.3", "one");
        ecs.Push("v1.2.4", "two");
        ecs.Define(definition => definition.ContainerDefinitions[0].HealthCheck = null);
        ecs.Create(desired, request => request.DeploymentConfiguration = new DeploymentConfiguration
        {
            MinimumHealthyPercent = minimum,
            MaximumPercent = maximum,
            DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = true, Rollback = seed % 2 == 0 },
        });
        await ecs.AdvanceToSteadyAsync();
        var second = ecs.Define(definition => definition.ContainerDefinitions[0].HealthCheck = null, "v1.2.4");
        ecs.Update(request => request.TaskDefinition = second);
        var lower = (int)Math.Ceiling(desired * minimum / 100.0);
        var upper = Math.Max(desired, desired * maximum / 100);
        var misfortune = new Random(seed);
        for (var tick = 0; tick < 150; tick++)
        {
            Strike(ecs, misfortune);
            var before = Healthy(ecs);
            await ecs.AdvanceAsync(1);
            var stoppedHealthy = before.Count(task => task.Stop?.Code == TaskStopCode.ServiceSchedulerInitiated);
            if (stoppedHealthy > 0 && before.Count - stoppedHealthy < lower)
            {
                return false;
            }

            if (ecs.AllTasks.Count(task => task.IsWanted) > upper)
            {
                return false;
            }
        }

        return true;
    }

    // Now and then a task does not start, exits or falls ill.
    private static void Strike(EcsCaller ecs, Random misfortune)
    {
        var wanted = ecs.AllTasks.Where(task => task.IsWanted).ToList();
        if (wanted.Count == 0 || misfortune.Next(8) != 0)
        {
            return;
        }

        var task = wanted[misfortune.Next(wanted.Count)];
        if (task.IsRunning && misfortune.Next(2) == 0)
        {
            ecs.Listeners.Behave(task.Arn, new TaskBehaviour { HealthStatus = 500 });
        }
        else
        {
            task.WantStopped(new TaskStop(task.IsRunning ? TaskStopCode.EssentialContainerExited : TaskStopCode.TaskFailedToStart, "struck"), ecs.Account.Now);
        }
    }

    private static List<TaskRecord> Healthy(EcsCaller ecs) =>
        [.. ecs.AllTasks.Where(task => task.IsWanted && task.IsRunning && ecs.Group1.HealthOf(task.Interface.PrivateAddress, 8083).IsHealthy)];
}
