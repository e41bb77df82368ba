using System.CommandLine;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Maintenance;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets.Opening;

namespace Verification.Rehearsal.Commands;

/// <summary>Deregisters old revisions of the topology's task definitions.</summary>
internal static class CleanupCommand
{
    private const int DefaultKeep = 5;

    public static Command Create()
    {
        var settings = SettingOptions.OfChange();
        var cluster = new Option<string?>("--cluster") { Description = "only the family of this cluster of the topology" };
        var keep = new Option<int>("--keep") { Description = "how many of the newest revisions stay in any case, 1 or more", DefaultValueFactory = _ => DefaultKeep };
        keep.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--keep: expected 1 or more");
            }
        });
        var dryRun = Work.DryRunOption();
        var command = new Command("cleanup", "Deregister old revisions of task definitions, and none that is in use or that something might be rolled back to.") { cluster, keep, dryRun };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Work.DoAsync("clean up", () =>
            CleanUpAsync(settings.Resolve(parsed) with { DryRun = parsed.GetValue(dryRun) }, parsed.GetValue(cluster), parsed.GetValue(keep), cancellationToken)));
        return command;
    }

    private static async Task<int> CleanUpAsync(VerificationSettings settings, string? cluster, int keep, CancellationToken cancellationToken)
    {
        if (!settings.DryRun)
        {
            Work.RequireLasting(settings, "cleanup");
        }

        var topology = VerificationRun.Declared(settings, cluster);
        await using var target = await TargetFactory.OpenAsync(settings, Console.Error.WriteLine, cancellationToken);
        if (!settings.DryRun)
        {
            target.Changes.Require("cleanup");
            await Work.PreflightAsync(target, topology, Purposes.Cleanup, cancellationToken);
        }

        var cleanup = new TaskDefinitionCleanup(target, topology);
        foreach (var plan in await cleanup.PlanAsync(keep, cancellationToken))
        {
            await Console.Out.WriteLineAsync($"{plan.Family} in {plan.Region}: {plan.Revisions.Length} revisions");
            if (!settings.DryRun)
            {
                await cleanup.CarryOutAsync(plan, cancellationToken);
            }

            foreach (var fate in plan.Revisions)
            {
                var word = fate.IsKept ? "kept" : settings.DryRun ? "would be deregistered" : "deregistered";
                await Console.Out.WriteLineAsync($"  {fate.Revision}  {word}: {fate.Reason}");
            }
        }

        return 0;
    }
}
