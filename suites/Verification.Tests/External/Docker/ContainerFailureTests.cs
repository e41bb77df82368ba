using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Fixtures.Topologies;
using Verification.Tests.Fixtures.Topologies;

namespace Verification.Tests.External.Docker;

/// <summary>The failures that a real engine can be brought to; the others are told by an engine that is none, in the tests of the target.</summary>
[Category("External")]
public sealed class ContainerFailureTests
{
    private const string Token = "ls-SECRET00-1111-2222-3333-444455556666";

    [Test]
    [CancelAfter(60_000)]
    public async Task An_image_that_is_nowhere(CancellationToken cancellationToken)
    {
        // A registry where nobody listens: no name has to be looked up.
        var message = await StartAsync("127.0.0.1:1/localstack/localstack:4.14", port: 0, cancellationToken);

        Assert.That(message, Does.StartWith("image 127.0.0.1:1/localstack/localstack:4.14: expected it here or in its registry, found neither: "));
    }

    [TestCase((byte)55, "expected LOCALSTACK_AUTH_TOKEN to be accepted, found that LocalStack refuses it: it ended with exit code 55")]
    [TestCase((byte)3, "expected it to run, found that it ended with exit code 3 before it was healthy")]
    [CancelAfter(60_000)]
    public async Task A_container_that_ends(byte exitCode, string expected, CancellationToken cancellationToken)
    {
        RequireX64();
        await using var image = await TinyImage.EndingAsync(Containers.Engine, exitCode, cancellationToken);

        var message = await StartAsync(image.Name, port: 0, cancellationToken);

        Assert.That(message, Does.Contain(expected).And.Contain("it wrote nothing"));
        Assert.That(message, Does.Not.Contain("SECRET"));
        Assert.That(await Containers.Engine.ContainersOfAsync(image.Name, cancellationToken), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_container_that_never_becomes_healthy(CancellationToken cancellationToken)
    {
        RequireX64();
        await using var image = await TinyImage.IdlingAsync(Containers.Engine, cancellationToken);

        var message = await StartAsync(image.Name, port: 0, cancellationToken);

        Assert.That(message, Does.Contain("expected 200 of /_localstack/health within 4 s, found none"));
        Assert.That(await Containers.Engine.ContainersOfAsync(image.Name, cancellationToken), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_port_that_is_taken(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var message = await StartAsync(Containers.Image, port, cancellationToken);

        Assert.That(message, Does.StartWith($"port {port}: expected it to be free for LocalStack's container, found it taken: "));
    }

    private static async Task<string> StartAsync(string image, int port, CancellationToken cancellationToken)
    {
        var options = new LocalStackOptions
        {
            Port = port,
            Settings = new LocalStackSettings { Image = image, DockerHost = Containers.Engine.Address, AuthToken = new SecretText(Token), StartLimit = TimeSpan.FromSeconds(4) },
        };
        try
        {
            await using var target = await LocalStackTarget.StartAsync(options, TopologyFile.Read(Guide.Path), say: null, cancellationToken);
        }
        catch (TargetException error)
        {
            return error.Message;
        }

        Assert.Fail("it started");
        return "";
    }

    private static void RequireX64()
    {
        if (System.Runtime.InteropServices.RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            Assert.Ignore("the image's program is one of x86-64");
        }
    }
}
