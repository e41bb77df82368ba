using System.CommandLine;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.Rolling;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets.Opening;
using Verification.Model.Checks;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Brings the previous revision back, waits for it, and looks whether it is well.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var settings = SettingOptions.OfChange();
        var cluster = new Option<string>("--cluster") { Description = "the cluster of the topology", Required = true };
        var service = HealthCommand.ServiceOption();
        var to = new Option<string?>("--to") { Description = "the revision to go back to, family:revision; without it the one before what runs" };
        var dryRun = Work.DryRunOption();
        var command = new Command("rollback", "Bring the previous revision back and verify it: exit code 0 when it runs and is healthy.") { cluster, service, to, dryRun };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Work.DoAsync("roll back", () =>
            RollBackAsync(settings.Resolve(parsed) with { DryRun = parsed.GetValue(dryRun) }, parsed.GetValue(cluster)!, parsed.GetValue(service), parsed.GetValue(to), cancellationToken)));
        return command;
    }

    private static async Task<int> RollBackAsync(VerificationSettings settings, string cluster, string? service, string? to, CancellationToken cancellationToken)
    {
        Work.RequireLasting(settings, "rollback");
        var topology = ServiceFocus.Of(VerificationRun.Declared(settings, cluster), service);
        await using var target = await TargetFactory.OpenAsync(settings, Console.Error.WriteLine, cancellationToken);
        if (settings.DryRun)
        {
            var look = DeploymentPlace.ToLookAt(target, cluster, topology.Clusters[0].Region, progress: null);
            return await Work.TellAsync([await new RollingDeployment(look, topology.CommonService.Name).PlanRollBackAsync(to, cancellationToken)]);
        }

        await Work.PreflightAsync(target, topology, Purposes.Verify | Purposes.RollBack, cancellationToken);
        var place = DeploymentPlace.In(target, cluster, topology.Clusters[0].Region, new EventLines(Console.Out));
        var rolledBack = await new RollingDeployment(place, topology.CommonService.Name).RollBackAsync(to, cancellationToken);
        if (!rolledBack.IsCompleted)
        {
            await Console.Error.WriteLineAsync($"the rollback of {topology.CommonService.Name} in {cluster} did not come to its end: {rolledBack.Outcome}");
            return ExitCode.Failed;
        }

        var run = await VerificationRun.OnAsync(target, topology, CheckSets.Health, progress: null, TimeProvider.System, cancellationToken);
        HealthCommand.Write(Screen.Create(), run);
        return ExitCode.Of(run.Decision.Kind);
    }
}
