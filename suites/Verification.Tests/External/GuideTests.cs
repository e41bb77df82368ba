using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>Every command of the guide that talks to AWS, in this project's words, on a sandbox that is empty at the start.</summary>
[Category("External")]
public sealed class GuideTests
{
    private const int Speed = 240;

    [Test]
    [CancelAfter(900_000)]
    public async Task Every_command_of_the_guide_ends_as_the_guide_says(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("python3") is not [var python, ..])
        {
            ExternalTool.Missing("Python 3", "install python3");
            return;
        }

        RequireTools("skopeo", "jq", "ab", "curl", "aws");
        await using var sandbox = await GuideEndpoint.StartAsync("none", Speed);
        var environment = sandbox.Environment;
        environment["SANDBOX_SPEED"] = $"{Speed}";

        var result = await ExternalTool.RunAsync(python, [GuideEndpoint.File("Guide", "play.py")], environment, cancellationToken);

        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        Assert.That(result.Output, Does.Contain(" commands, 0 failed"));
    }

    private static void RequireTools(params string[] tools)
    {
        var missing = tools.Where(tool => ExternalTool.All(tool).Count == 0).ToList();
        if (missing.Count > 0)
        {
            ExternalTool.Missing(string.Join(", ", missing), "install awscli, curl, skopeo, jq and apache2-utils (Debian)");
        }
    }
}
