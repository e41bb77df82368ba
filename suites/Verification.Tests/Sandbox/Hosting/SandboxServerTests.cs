using NUnit.Framework;
using Verification.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Hosting;

public sealed class SandboxServerTests
{
    [Test]
    public async Task Time_stands_still_at_speed_0_and_moves_by_hand()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Speed = 0 }, default);
        var before = server.Clock.GetUtcNow();

        await server.AdvanceAsync(TimeSpan.FromMinutes(5), default);

        Assert.That(server.Clock.GetUtcNow() - before, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task Several_sandboxes_run_beside_each_other()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SandboxServer.StartAsync(new SandboxOptions { Speed = 0 }, default)));

        Assert.That(servers.Select(server => server.Url.Port), Is.Unique);
        Assert.That(servers.Select(server => server.Url.Host), Is.All.EqualTo("127.0.0.1"));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task A_port_that_is_taken_is_an_error_that_names_it()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Speed = 0 }, default);

        Assert.That(
            () => SandboxServer.StartAsync(new SandboxOptions { Speed = 0, Port = server.Url.Port }, default),
            Throws.InstanceOf<IOException>().With.Message.Contains($"127.0.0.1:{server.Url.Port}"));
    }

    [Test]
    public void A_seed_that_does_not_exist_is_an_error_that_names_it() =>
        Assert.That(() => SandboxServer.StartAsync(new SandboxOptions { Seed = "nobody" }, default), Throws.ArgumentException.With.Message.Contains("nobody"));

    [Test]
    public async Task It_stops_and_does_not_wait_for_whoever_is_still_connected()
    {
        var server = await SandboxServer.StartAsync(new SandboxOptions { Speed = 60 }, default);
        using var http = new HttpClient();
        await http.GetAsync(new Uri(server.Url, "/_localstack/health"));

        // A host waits for connections for half a minute.
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System);

        Assert.That(async () => await http.GetAsync(server.Url), Throws.TypeOf<HttpRequestException>());
    }

    [Test]
    public async Task The_same_random_seed_gives_the_same_identifiers()
    {
        await using var one = await SandboxServer.StartAsync(new SandboxOptions { Speed = 0, RandomSeed = 7 }, default);
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { Speed = 0, RandomSeed = 7 }, default);

        Assert.That(other.Account.Ids.Hex(16), Is.EqualTo(one.Account.Ids.Hex(16)));
    }
}
