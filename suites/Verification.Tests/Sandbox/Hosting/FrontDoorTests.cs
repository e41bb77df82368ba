using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.Hosting;

public sealed class FrontDoorTests
{
    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync();

    [Test]
    public async Task A_tunnel_is_refused_in_words()
    {
        var answer = await RawAsync("CONNECT ecs.us-east-1.amazonaws.com:443 HTTP/1.1\r\nHost: ecs.us-east-1.amazonaws.com:443\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 405 ").And.Contain("it does not open tunnels (CONNECT)"));
    }

    [TestCase("http://example.com/")]
    [TestCase("http://127.0.0.1:1/")]
    [TestCase("http://localhost:22/")]
    [TestCase("http://[::1]:631/")]
    [TestCase("http://93.184.216.34/")]
    [TestCase("https://example.com/")]
    public async Task As_a_proxy_it_forwards_to_nothing_that_it_does_not_host(string url)
    {
        var answer = await RawAsync($"GET {url} HTTP/1.1\r\nHost: {new Uri(url).Authority}\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 403 "));
    }

    [Test]
    public async Task The_target_of_a_proxied_request_counts_and_not_the_host_beside_it()
    {
        var answer = await RawAsync("GET http://example.com/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 403 ").And.Contain("The sandbox does not host 'example.com'"));
    }

    [Test]
    public async Task A_foreign_host_name_is_refused()
    {
        var answer = await RawAsync("GET /_sandbox/tasks HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 403 ").And.Contain("The sandbox does not host 'attacker.example'"));
    }

    [TestCase("POST / HTTP/1.1\r\nHost: sandbox:4566")]
    [TestCase("POST http://ecr.us-east-1.amazonaws.com/ HTTP/1.1\r\nHost: ecr.us-east-1.amazonaws.com")]
    [TestCase("POST http://api.ecr.us-east-1.amazonaws.com/ HTTP/1.0\r\nHost: api.ecr.us-east-1.amazonaws.com")]
    public async Task A_signed_call_is_an_AWS_call_whatever_name_the_sandbox_has_for_the_client(string start)
    {
        var answer = await RawAsync(
            $"{start}\r\nConnection: close\r\nX-Amz-Target: AmazonEC2ContainerRegistry_V20150921.DescribeRepositories\r\nAuthorization: {SandboxCaller.Authorization("ecr")}\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.That(answer, Does.Match("^HTTP/1.1 200 ").And.EndsWith("""{"repositories":[]}"""));
    }

    [Test]
    public async Task As_a_proxy_it_also_leads_to_itself()
    {
        var answer = await RawAsync($"GET {_sandbox.Server.Url}_localstack/health HTTP/1.1\r\nHost: {_sandbox.Server.Url.Authority}\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 200 "));
    }

    [Test]
    public async Task An_old_client_that_keeps_its_connection_is_answered_twice_on_it()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        var request = Encoding.ASCII.GetBytes($"GET /_sandbox/tasks HTTP/1.0\r\nHost: {_sandbox.Server.Url.Authority}\r\nConnection: Keep-Alive\r\n\r\n");

        await stream.WriteAsync(request);
        var first = await ReadUntilAsync(stream, "[]");
        await stream.WriteAsync(request);
        var second = await ReadUntilAsync(stream, "[]");

        Assert.That(first, Does.Contain("Connection: keep-alive"));
        Assert.That(second, Does.StartWith("HTTP/1.1 200 "));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _sandbox.Server.Url.Port);
        return client;
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return (await reader.ReadToEndAsync()).TrimEnd();
    }

    private static async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1024];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
