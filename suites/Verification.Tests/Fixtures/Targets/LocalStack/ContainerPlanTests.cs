using System.Text.Json.Nodes;
using DotNet.Testcontainers.Configurations;
using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Fixtures.Topologies;
using Verification.Tests.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Targets.LocalStack;

/// <summary>What the engine is asked to create.</summary>
public sealed class ContainerPlanTests
{
    private const string Socket = "/var/run/docker.sock";

    [OneTimeSetUp]
    public void LeaveRyukOut() => (TestcontainersSettings.ResourceReaperEnabled, TestcontainersSettings.DockerHostOverride) = (false, "127.0.0.1");

    [TestCase(0, "")]
    [TestCase(4566, "4566")]
    public async Task Only_this_machine_reaches_the_container(int port, string expected)
    {
        var created = await CreatedAsync(new LocalStackSettings(), port);

        var binding = created["HostConfig"]!["PortBindings"]!["4566/tcp"]!.AsArray().Single()!;
        Assert.That(((string?)binding["HostIp"], (string?)binding["HostPort"]), Is.EqualTo(("127.0.0.1", expected)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_engines_socket_is_given_away_only_where_it_is_said(bool gives)
    {
        var created = await CreatedAsync(new LocalStackSettings { GivesDocker = gives }, port: 0);

        var mounts = created["HostConfig"]!["Mounts"]?.AsArray().Select(mount => (string?)mount!["Target"]).ToList() ?? [];
        Assert.That(mounts, Is.EqualTo(gives ? [Socket] : Array.Empty<string>()));
    }

    private static async Task<JsonNode> CreatedAsync(LocalStackSettings settings, int port)
    {
        await using var engine = await FakeEngine.StartAsync(FakeEngine.With(exitCode: 1));
        var options = new LocalStackOptions { Port = port, Settings = settings with { Image = "localstack/localstack:4.14", DockerHost = engine.Address } };
        Assert.That(() => LocalStackTarget.StartAsync(options, TopologyFile.Read(Guide.Path), say: null, TestContext.CurrentContext.CancellationToken), Throws.TypeOf<TargetException>());
        return JsonNode.Parse(engine.Created)!;
    }
}
