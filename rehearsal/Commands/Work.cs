using Amazon.Runtime;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Images;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Topologies;

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
