using System.CommandLine;
using Amazon.Runtime;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Images;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Topologies;
using Verification.Model.Topologies;

namespace Verification.Rehearsal.Commands;

/// <summary>What commands that make something rather than judge it have in common.</summary>
internal static class Work
{
    /// <summary>Does it, and says on standard error why not where it cannot.</summary>
    /// <param name="what">What could not be done: <c>publish</c>.</param>
    /// <param name="work">It.</param>
    public static async Task<int> DoAsync(string what, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is PublishException or DeploymentException)
        {
            await Console.Error.WriteLineAsync($"cannot {what}: {error.Message}");
            return ExitCode.Failed;
        }
        catch (Exception error) when (error is SettingsException or TopologyException or TargetException or AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            var code = error is AmazonServiceException { ErrorCode.Length: > 0 } aws ? aws.ErrorCode + ": " : "";
            await Console.Error.WriteLineAsync($"cannot {what}: {code}{error.Message}");
            return ExitCode.CannotJudge;
        }
    }

    public static Option<bool> DryRunOption() => new("--dry-run") { Description = "say what would be changed, and change nothing" };

    /// <summary>Prints what would be changed.</summary>
    public static async Task<int> TellAsync(IReadOnlyList<PlannedChange> changes)
    {
        foreach (var change in changes)
        {
            await Console.Out.WriteLineAsync($"would change  {change}");
        }

        await Console.Out.WriteLineAsync("nothing was changed");
        return 0;
    }

    /// <summary>On real AWS: refuses to begin what permissions are missing for, and says what nobody could tell.</summary>
    /// <exception cref="TargetException">Something is missing. Nothing was changed.</exception>
    public static async Task PreflightAsync(ITarget target, Topology topology, Purposes purposes, CancellationToken cancellationToken)
    {
        if (target is not AwsTarget)
        {
            return;
        }

        var report = await new Preflight(target, topology, Environment.GetEnvironmentVariable, TimeProvider.System).LookAsync(purposes, cancellationToken);
        if (report.Missing.ToList() is { Count: > 0 } missing)
        {
            throw new TargetException(
                $"nothing was begun, since {missing.Count} of what is needed is missing:\n{string.Join('\n', missing.Select(line => $"  {line.Subject} {line.Region}  {line.Said}"))}");
        }

        if (report.Unclear.Count() is > 0 and var unclear)
        {
            await Console.Error.WriteLineAsync($"whether {unclear} of {report.Lines.Length} permissions are there could not be told beforehand: {report.Unclear.First().Said} (verification preflight lists them)");
        }
    }

    /// <summary>Refuses to change what would be gone right afterwards.</summary>
    /// <exception cref="SettingsException">The target is a sandbox of the command's own.</exception>
    public static void RequireLasting(VerificationSettings settings, string what)
    {
        if (settings.Target is TargetKind.Sandbox or TargetKind.LocalStack)
        {
            throw new SettingsException(
                $"{what} changes the target, and the target would be {(settings.Target == TargetKind.Sandbox ? "a sandbox" : "a container")} of this command's own, which is gone when it ends. "
                + $"Give {SettingKey.Endpoint.Option} URL or {SettingKey.Endpoint.Variable}; \"verification sandbox\" hosts a sandbox that stays.");
        }
    }
}
