using DotNet.Testcontainers.Configurations;
using NUnit.Framework;

namespace Verification.Tests.External.Docker;

/// <summary>One engine for the tests of this folder, and in it the sandbox's image, made where none can be pulled. Said to be parallel, since all else waits for a set-up fixture that is not.</summary>
[SetUpFixture]
[Parallelizable(ParallelScope.Self | ParallelScope.Fixtures)]
public sealed class Containers
{
    private static DockerEngine? _engine;

    /// <summary>The sandbox's image, with a tag: without one LocalStack's module asks for a token.</summary>
    internal static string Image { get; } = $"verification-sandbox:test-{Environment.ProcessId}";

    internal static DockerEngine Engine => _engine ?? throw new InvalidOperationException("no engine was started");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        (TestcontainersSettings.ResourceReaperEnabled, TestcontainersSettings.DockerHostOverride) = (false, "127.0.0.1");
        _engine = await DockerEngine.StartAsync(cancellationToken);
        var made = await ExternalTool.RunAsync("bash", [DockerEngine.Script("make-image.sh"), Built("Verification.Rehearsal"), Image], _engine.Environment, cancellationToken);
        Assert.That(made.ExitCode, Is.Zero, made.ToString);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_engine is not null)
        {
            await _engine.RunAsync(CancellationToken.None, "rmi", "--force", Image);
            await _engine.DisposeAsync();
        }
    }

    /// <summary>The output of another project, built as this one is.</summary>
    internal static string Built(string project) => Path.Combine(AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
}
