using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Verification.Sandbox.Traffic;
using Yarp.ReverseProxy.Forwarder;

namespace Verification.Tests.Sandbox.Traffic;

/// <summary>What a load balancer passes through, to a target that a test writes itself.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrafficForwarderTests : IAsyncDisposable
{
    // More than what is kept back until there is enough to send.
    private const int PartBytes = 256 * 1024;

    private readonly List<WebApplication> _servers = [];
    private TrafficForwarder? _forwarder;
    private StickyAnswer _sticky = StickyAnswer.None;

    [Test]
    [CancelAfter(60_000)]
    public async Task A_web_socket_goes_through(CancellationToken cancellationToken)
    {
        var front = await StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[64];
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            await socket.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            await socket.ReceiveAsync(buffer, cancellationToken);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", cancellationToken);
        });
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(front) { Scheme = "ws" }.Uri, cancellationToken);

        await client.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        var answer = new byte[64];
        var received = await client.ReceiveAsync(answer, cancellationToken);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", cancellationToken);

        Assert.That(Encoding.UTF8.GetString(answer, 0, received.Count), Is.EqualTo("hello"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_body_goes_through_before_its_end_is_there(CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var front = await StartAsync(async context =>
        {
            var (buffer, total) = (new byte[1024], 0);
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                total += read;
                arrived.TrySetResult();
            }

            await context.Response.WriteAsync($"{total}", cancellationToken);
        });
        using var http = new HttpClient();
        using var content = new TwoParts(arrived.Task.WaitAsync(cancellationToken));

        var answer = await http.PostAsync(front, content, cancellationToken);

        Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo($"{2 * PartBytes}"));
    }

    [Test]
    public async Task A_target_with_too_many_headers_is_502()
    {
        var front = await StartAsync(context =>
        {
            for (var i = 0; i < 40; i++)
            {
                context.Response.Headers[$"X-{i}"] = new string('x', 1024);
            }

            return Task.CompletedTask;
        });

        Assert.That(await StatusAsync(front), Is.EqualTo(HttpStatusCode.BadGateway));
    }

    [Test]
    public async Task A_target_that_hangs_up_is_502()
    {
        var front = await StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.That(await StatusAsync(front), Is.EqualTo(HttpStatusCode.BadGateway));
    }

    [TestCase("session", new[] { "session=1; path=/", "AWSALBTG=g", "AWSALBAPP-0=t" })]
    [TestCase("other", new[] { "session=1; path=/", "AWSALBTG=g" })]
    public async Task The_cookie_of_an_application_session_comes_with_the_applications_own(string name, string[] expected)
    {
        _sticky = new StickyAnswer(["AWSALBTG=g"], name, ["AWSALBAPP-0=t"]);
        var front = await StartAsync(context =>
        {
            context.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        using var http = new HttpClient();

        using var answer = await http.GetAsync(front);

        Assert.That(answer.Headers.GetValues("Set-Cookie"), Is.EqualTo(expected));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _forwarder?.Dispose();
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri front)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(front);
        return answer.StatusCode;
    }

    private async Task<Uri> StartAsync(RequestDelegate target)
    {
        var backend = await ServeAsync(target);
        return await ServeAsync(async context =>
        {
            var failed = await _forwarder!.ForwardAsync(
                context, IPEndPoint.Parse(backend.Authority), "10.0.1.1:8083", TimeSpan.FromSeconds(60), new AlbTransformer(new ForwardedHeaders(80, "append"), default, _sticky));
            if (failed is not null)
            {
                await AlbAnswers.FailAsync(context, failed.Status, failed.Reason);
            }
        });
    }

    private async Task<Uri> ServeAsync(RequestDelegate serve)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        _servers.Add(server);
        _forwarder ??= new TrafficForwarder(server.Services.GetRequiredService<IHttpForwarder>());

        // A front that does not know web sockets passes them on.
        if (_servers.Count == 1)
        {
            server.UseWebSockets();
        }

        server.Run(serve);
        await server.StartAsync(CancellationToken.None);
        return new Uri(server.Urls.First());
    }

    /// <summary>One part, and another one when the first bytes have arrived.</summary>
    private sealed class TwoParts(Task arrived) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[PartBytes]);
            await stream.FlushAsync();
            await arrived;
            await stream.WriteAsync(new byte[PartBytes]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
