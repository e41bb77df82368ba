using System.CommandLine;
using System.Text.Json;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets.Opening;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Commands;

/// <summary>Whether the target answers, and the caller may do, what a purpose needs.</summary>
internal static class PreflightCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string Name, Purposes Purposes)[] Names =
    [
        ("verify", Purposes.Verify), ("explain", Purposes.Explain), ("deploy", Purposes.Verify | Purposes.Deploy), ("rollback", Purposes.Verify | Purposes.RollBack), ("publish", Purposes.Publish), ("load", Purposes.Load), ("cleanup", Purposes.Cleanup),
    ];

    public static Command Create()
    {
        var settings = new SettingOptions();
        var purpose = new Option<string>("--for") { Description = string.Join(", ", Names.Select(one => one.Name)), DefaultValueFactory = _ => "verify" };
        purpose.AcceptOnlyFromAmong([.. Names.Select(one => one.Name)]);
        var cluster = new Option<string?>("--cluster") { Description = "only this cluster of the topology" };
        var json = new Option<bool>("--json") { Description = "print what was found as JSON" };
        var command = new Command("preflight", "Does the target answer, and may the caller do, what is needed: exit code 0 yes, 1 something is missing, 3 cannot judge. Nothing is changed.") { purpose, cluster, json };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Work.DoAsync("judge", async () =>
        {
            var resolved = settings.Resolve(parsed);
            var topology = VerificationRun.Declared(resolved, parsed.GetValue(cluster));
            await using var target = await TargetFactory.OpenAsync(resolved, Console.Error.WriteLine, cancellationToken);
            var needed = Names.Single(one => one.Name == parsed.GetValue(purpose)).Purposes;
            var report = await new Preflight(target, topology, Environment.GetEnvironmentVariable, TimeProvider.System).LookAsync(needed, cancellationToken);
            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(PreflightView.Of(report), Json));
            }
            else
            {
                await Console.Out.WriteLineAsync(PreflightView.Text(report, parsed.GetValue(purpose)!));
            }

            return report.Status switch
            {
                PreflightStatus.There => ExitCode.Promote,
                PreflightStatus.Missing => ExitCode.Failed,
                _ => ExitCode.CannotJudge,
            };
        }));
        return command;
    }
}
