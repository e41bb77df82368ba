using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;
using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Fixtures.Topologies;
using Verification.Tests.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Targets.LocalStack;

/// <summary>Each way in which there is no container has its own words; none of them leads to a verdict.</summary>
public sealed class StartFailureTests
{
    private const string Token = "ls-SECRET00-1111-2222-3333-444455556666";
    private const string Image = "localstack/localstack:4.14";

    [OneTimeSetUp]
    public void LeaveRyukOut() => TestcontainersSettings.ResourceReaperEnabled = false;

    [Test]
    public async Task An_engine_that_is_not_there()
    {
        var message = await StartAsync("unix:///nowhere/docker.sock");

        Assert.That(message, Does.StartWith("Docker at unix:///nowhere/docker.sock: expected an answer of the engine, found: ").And.Contain("Start it"));
    }

    [Test]
    public async Task An_address_that_is_none() =>
        Assert.That(await StartAsync("nonsense"), Does.StartWith("DOCKER_HOST: expected an address such as unix:///var/run/docker.sock"));

    [Test]
    public async Task An_engine_that_does_not_answer()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(isMute: true));

        Assert.That(await StartAsync(engine.Address), Does.Contain("expected an answer of the engine, found: no answer within 5 s"));
    }

    [Test]
    public async Task An_engine_that_is_too_old()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(apiVersion: "1.24"));

        Assert.That(await StartAsync(engine.Address), Does.Contain("expected version 1.41 or newer of its API, which is Docker 20.10, found API 1.24 of Docker 20.10.24. Update Docker."));
    }

    [Test]
    public async Task An_image_that_cannot_be_pulled()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(pullError: "pull access denied for localstack/localstack, repository does not exist or may require 'docker login'"));

        // A pull that fails is repeated.
        Assert.That(
            await StartAsync(engine.Address), Does.StartWith($"image {Image}: expected it here or in its registry, found neither: ").And.Contain($"docker pull {Image}"));
    }

    [Test]
    public async Task An_image_whose_pull_takes_too_long()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(pullError: "i/o timeout"));

        Assert.That(await StartAsync(engine.Address, limit: 3), Does.StartWith($"{Image}: expected it to be started within 3 s, found that it is still being pulled."));
    }

    [TestCase("Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io: no such host")]
    [TestCase("manifest for localstack/localstack:4.14 not found: manifest unknown: manifest unknown")]
    [TestCase("toomanyrequests: You have reached your pull rate limit.")]
    public void An_image_that_its_registry_does_not_give(string error) => Assert.That(
        EngineErrors.Refused("x:1", 0, new DockerApiException(HttpStatusCode.InternalServerError, error)).Message,
        Does.StartWith($"image x:1: expected it here or in its registry, found neither: {error}"));

    [Test]
    public async Task An_image_whose_name_is_none()
    {
        await using var engine = await FakeEngine.StartAsync();

        Assert.That(await StartAsync(engine.Address, image: "Not An Image:4.14"), Does.StartWith("image Not An Image:4.14: expected a name such as localstack/localstack:latest"));
    }

    [TestCase("localstack/localstack:latest")]
    [TestCase("localstack/localstack:2026.5.3")]
    public async Task A_token_that_is_missing(string image)
    {
        await using var engine = await FakeEngine.StartAsync();

        Assert.That(await StartAsync(engine.Address, image: image), Does.StartWith($"{image}: expected LOCALSTACK_AUTH_TOKEN").And.Contain("found none"));
    }

    [Test]
    public async Task A_token_that_is_rejected_and_is_not_shown()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(exitCode: 55, log: $"License activation failed!\ntoken {Token} and another, ls-OTHER000-1111-2222-3333-444455556666\n"));

        var message = await StartAsync(engine.Address, image: "localstack/localstack:latest", token: Token);

        Assert.That(message, Does.Contain("found that LocalStack refuses it: it ended with exit code 55").And.Contain("\n  License activation failed!\n  token [redacted] and another, [redacted]"));
        Assert.That(message, Does.Not.Contain("SECRET").And.Not.Contain("OTHER"));
        Assert.That(engine.Created, Does.Contain($"LOCALSTACK_AUTH_TOKEN={Token}"));
        Assert.That(engine.IsRemoved, Is.True);
    }

    [Test]
    public async Task A_container_that_ends_at_once()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(exitCode: 3, log: "exec format error\n"));

        Assert.That(await StartAsync(engine.Address), Is.EqualTo($"{Image}: expected it to run, found that it ended with exit code 3 before it was healthy. Its last lines say why.\n  exec format error"));
        Assert.That(engine.IsRemoved, Is.True);
    }

    [Test]
    public async Task A_port_that_is_taken()
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(startError: "driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:4566 failed: port is already allocated"));

        Assert.That(await StartAsync(engine.Address, port: 4566), Does.StartWith("port 4566: expected it to be free for LocalStack's container, found it taken: ").And.Contain("--port"));
        Assert.That(engine.IsRemoved, Is.True);
    }

    [Test]
    public async Task A_container_that_never_becomes_healthy()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(log: "still thinking\n", port: port));

        var message = await StartAsync(engine.Address, limit: 3);

        Assert.That(message, Does.Match(@"expected 200 of /_localstack/health within 3 s, found none in \d+ looks; the last one: .*refused").And.EndsWith("\n  still thinking"));
        Assert.That(engine.IsRemoved, Is.True);
    }

    [Test]
    public void Whatever_else_the_engine_says_is_said() => Assert.That(
        EngineErrors.Refused("x:1", 0, new DockerApiException(HttpStatusCode.InternalServerError, "no space left on device")).Message,
        Does.StartWith("x:1: expected the engine to start it, found: no space left on device"));

    [Test]
    public void Testcontainers_own_image_is_named_when_it_is_the_one_that_is_missing() => Assert.That(
        EngineErrors.Refused("x:1", 0, new DockerImageNotFoundException(HttpStatusCode.NotFound, "No such image: testcontainers/ryuk:0.14.0")).Message,
        Does.Contain("TESTCONTAINERS_RYUK_DISABLED=true"));

    private static async Task<string> StartAsync(string engine, string image = Image, string? token = null, int port = 0, int limit = 60)
    {
        var options = new LocalStackOptions
        {
            Port = port,
            Settings = new LocalStackSettings { Image = image, DockerHost = engine, AuthToken = token is null ? null : new SecretText(token), StartLimit = TimeSpan.FromSeconds(limit) },
        };
        try
        {
            await using var target = await LocalStackTarget.StartAsync(options, TopologyFile.Read(Guide.Path), say: null, TestContext.CurrentContext.CancellationToken);
        }
        catch (TargetException error)
        {
            return error.Message;
        }

        Assert.Fail("it started");
        return "";
    }
}
