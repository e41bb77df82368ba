using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using NUnit.Framework;
using Verification.Sandbox.Hosting;
using Verification.Tests.Rehearsal;

namespace Verification.Tests.Sandbox.Hosting;

/// <summary>In a container the sandbox listens on every address, and under other names; it still answers nobody's web page.</summary>
public sealed class ListeningTests
{
    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync(new SandboxOptions { Speed = 0, Address = IPAddress.Any, Hosts = ["sandbox"] });

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    [Test]
    public void It_says_where_this_machine_reaches_it() => Assert.That(_sandbox.Server.Url.Host, Is.EqualTo("127.0.0.1"));

    [TestCase("sandbox:4566", HttpStatusCode.OK)]
    [TestCase("SANDBOX", HttpStatusCode.OK)]
    [TestCase("localhost:32768", HttpStatusCode.OK)]
    [TestCase("attacker.example", HttpStatusCode.Forbidden)]
    [TestCase("172.17.0.1:32768", HttpStatusCode.Forbidden)]
    public async Task It_answers_under_the_names_that_it_was_given(string host, HttpStatusCode expected)
    {
        using var answer = await AskAsync(host, origin: null);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task It_answers_under_its_own_address()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        if (own is null)
        {
            Assert.Ignore("this machine has no address but its own loopback");
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{own}:{_sandbox.Server.Url.Port}/_localstack/info"));
        using var answer = await _sandbox.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("http://attacker.example")]
    [TestCase("http://127.0.0.1:8080")]
    public async Task It_answers_no_foreign_web_page(string origin)
    {
        using var answer = await AskAsync("sandbox:4566", origin);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Programs_are_not_run_for_everybody()
    {
        var refused = await CliResult.RunAsync(["sandbox", "--listen", "0.0.0.0", "--program", "app=/bin/true"], CancellationToken.None);

        Assert.That(refused.Errors, Does.Contain("--program: expected --listen 127.0.0.1 with it, found 0.0.0.0"));
        Assert.That(refused.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task An_address_that_is_none_is_refused()
    {
        var refused = await CliResult.RunAsync(["sandbox", "--listen", "everywhere"], CancellationToken.None);

        Assert.That(refused.Errors, Does.Contain("--listen: expected an IP address, found everywhere"));
    }

    private Task<HttpResponseMessage> AskAsync(string host, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_sandbox.Server.Url, "/_localstack/info")) { Headers = { Host = host } };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return _sandbox.SendAsync(request);
    }
}
