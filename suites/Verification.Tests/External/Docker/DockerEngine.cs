using NUnit.Framework;

namespace Verification.Tests.External.Docker;

/// <summary>A Docker engine: the one that runs here already, or Debian's, started for these tests where there is root.</summary>
internal sealed class DockerEngine : IAsyncDisposable
{
    private readonly string? _folder;

    private DockerEngine(string docker, string address, string? folder) => (Docker, Address, _folder) = (docker, address, folder);

    /// <summary>The program <c>docker</c>.</summary>
    public string Docker { get; }

    /// <summary>As DOCKER_HOST has it.</summary>
    public string Address { get; }

    /// <summary>What leads a process to it, and what Testcontainers needs where no image can be pulled.</summary>
    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["DOCKER_HOST"] = Address,
        ["TESTCONTAINERS_RYUK_DISABLED"] = "true",
        ["TESTCONTAINERS_HOST_OVERRIDE"] = "127.0.0.1",
        ["AWS_ENDPOINT_URL"] = null,
        ["LOCALSTACK_AUTH_TOKEN"] = null,
    };

    /// <summary>Ends the test where the programs are missing, and ignores it, with the reason, where this machine does not let an engine be started.</summary>
    public static async Task<DockerEngine> StartAsync(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("docker") is not [var docker, ..])
        {
            ExternalTool.Missing("docker", "install docker.io (Debian) or Docker");
            return null!;
        }

        var running = await ExternalTool.RunAsync(docker, ["version"], [], cancellationToken);
        if (running.ExitCode == 0)
        {
            return new DockerEngine(docker, System.Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock", folder: null);
        }

        if (ExternalTool.All("dockerd") is [])
        {
            ExternalTool.Missing("the Docker engine", "start one, or install docker.io (Debian)");
            return null!;
        }

        // Whether it may be started is up to the machine; that is nobody's failure.
        var folder = Directory.CreateTempSubdirectory("vd-").FullName;
        var started = await ExternalTool.RunAsync("bash", [Script("engine.sh"), "start", folder], [], cancellationToken);
        if (started.ExitCode != 0)
        {
            Assert.Ignore($"the Docker engine is installed and cannot be started here: {started.Errors.Trim()}");
        }

        return new DockerEngine(docker, started.Output.Trim(), folder);
    }

    public static string Script(string name) => GuideEndpoint.File("Docker", name);

    public Task<ToolResult> RunAsync(CancellationToken cancellationToken, params string[] arguments) => ExternalTool.RunAsync(Docker, arguments, Environment, cancellationToken);

    /// <summary>The containers of that image, whatever has become of them.</summary>
    public async Task<string> ContainersOfAsync(string image, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken, "ps", "--all", "--filter", $"ancestor={image}", "--format", "{{.Names}} {{.Status}}")).Output.Trim();

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await ExternalTool.RunAsync("bash", [Script("engine.sh"), "stop", _folder], [], CancellationToken.None);
        }
    }
}
