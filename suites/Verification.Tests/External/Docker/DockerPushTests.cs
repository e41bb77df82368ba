using NUnit.Framework;

namespace Verification.Tests.External.Docker;

/// <summary>Docker itself pushes to the sandbox's registry, and pulls from it.</summary>
[Category("External")]
public sealed class DockerPushTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task An_image_that_docker_pushes_is_the_one_that_it_pulls(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("aws") is not [var aws, ..])
        {
            ExternalTool.Missing("the AWS CLI", "install awscli (Debian) or AWS's own package");
            return;
        }

        await using var sandbox = await GuideEndpoint.StartAsync();
        var registry = new Uri(sandbox.Url).Authority;
        var (image, unknown) = ($"{registry}/notification-service:v9.9.9", $"{registry}/nowhere:v9.9.9");
        var folder = Directory.CreateTempSubdirectory("verification-image-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM scratch\nCOPY Dockerfile /\nLABEL content=ours\n", cancellationToken);
            var password = await EcrAsync(sandbox, aws, cancellationToken, "get-login-password");
            var login = await DockerAsync(folder, cancellationToken, "login", "--username", "AWS", "--password", password, registry);
            Assert.That(login.ExitCode, Is.Zero, login.ToString);
            await DockerAsync(folder, cancellationToken, "build", "--quiet", "--tag", image, "--tag", unknown, folder);

            var pushed = await DockerAsync(folder, cancellationToken, "push", image);
            var refused = await DockerAsync(folder, cancellationToken, "push", unknown);
            await DockerAsync(folder, cancellationToken, "rmi", "--force", image, unknown);
            var pulled = await DockerAsync(folder, cancellationToken, "pull", image);
            var inspected = await DockerAsync(folder, cancellationToken, "inspect", "--format", "{{.Config.Labels.content}} {{index .RepoDigests 0}}", image);
            var digest = await EcrAsync(sandbox, aws, cancellationToken, "describe-images", "--repository-name", "notification-service", "--image-ids", "imageTag=v9.9.9", "--query", "imageDetails[0].imageDigest", "--output", "text");

            Assert.That(pushed.ExitCode, Is.Zero, pushed.ToString);
            Assert.That(pulled.ExitCode, Is.Zero, pulled.ToString);
            Assert.That(inspected.Output.Trim(), Is.EqualTo($"ours {registry}/notification-service@{digest}"));
            Assert.That(refused.Errors, Does.Contain("The repository with name 'nowhere' does not exist in the registry with id '123456789012'"));
        }
        finally
        {
            await DockerAsync(folder, CancellationToken.None, "rmi", "--force", image, unknown);
            Directory.Delete(folder, recursive: true);
        }
    }

    // The password is kept in the folder, not in the user's own configuration.
    private static Task<ToolResult> DockerAsync(string folder, CancellationToken cancellationToken, params string[] arguments) => ExternalTool.RunAsync(
        Containers.Engine.Docker,
        arguments,
        new Dictionary<string, string?>(Containers.Engine.Environment, StringComparer.Ordinal) { ["DOCKER_CONFIG"] = folder, ["DOCKER_BUILDKIT"] = "0" },
        cancellationToken);

    private static async Task<string> EcrAsync(GuideEndpoint sandbox, string aws, CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await ExternalTool.RunAsync(aws, ["--region", "us-east-1", "ecr", .. arguments], sandbox.Environment, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.ToString);
        return result.Output.Trim();
    }
}
