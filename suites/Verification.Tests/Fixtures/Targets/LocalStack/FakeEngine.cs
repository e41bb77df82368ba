using System.Buffers.Binary;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Verification.Tests.Fixtures.Targets.LocalStack;

/// <summary>As much of a Docker engine as it takes to see how one container is started, or why not.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    public const string ContainerId = "c0ffee0000000000000000000000000000000000000000000000000000000000";

    private readonly WebApplication _web;

    private FakeEngine(WebApplication web) => _web = web;

    public string ApiVersion { get; init; } = "1.41";

    /// <summary>What it says to a pull; null when the image is there.</summary>
    public string? PullError { get; init; }

    /// <summary>What it says to a start; null when it starts.</summary>
    public string? StartError { get; init; }

    /// <summary>What the container ends with; null when it goes on.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the container writes.</summary>
    public string Log { get; init; } = "";

    /// <summary>This machine's port that leads to the container.</summary>
    public int Port { get; init; } = 1;

    /// <summary>The engine never answers.</summary>
    public bool IsMute { get; init; }

    public string Address => $"tcp://127.0.0.1:{new Uri(_web.Urls.First()).Port}";

    /// <summary>What the container was created with.</summary>
    public string Created { get; private set; } = "";

    /// <summary>The container is gone.</summary>
    public bool IsRemoved { get; private set; }

    public static async Task<FakeEngine> StartAsync(Func<WebApplication, FakeEngine>? create = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var web = builder.Build();
        var engine = create?.Invoke(web) ?? new FakeEngine(web);
        web.Run(engine.AnswerAsync);
        await web.StartAsync(CancellationToken.None);
        return engine;
    }

    public static Func<WebApplication, FakeEngine> With(
        string apiVersion = "1.41", string? pullError = null, string? startError = null, int? exitCode = null, string log = "", int port = 1, bool isMute = false) =>
        web => new FakeEngine(web) { ApiVersion = apiVersion, PullError = pullError, StartError = startError, ExitCode = exitCode, Log = log, Port = port, IsMute = isMute };

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsMute)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var path = context.Request.Path.Value!;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part.StartsWith("v1.", StringComparison.Ordinal)).ToArray();
        switch (context.Request.Method, parts)
        {
            case (_, ["_ping"]):
                await WriteAsync(context, 200, "\"OK\"");
                break;
            case ("GET", ["version"]):
                await WriteAsync(context, 200, $$"""{"Version":"20.10.24","ApiVersion":"{{ApiVersion}}","MinAPIVersion":"1.12","Os":"linux","Arch":"amd64"}""");
                break;
            case ("GET", ["info"]):
                await WriteAsync(context, 200, """{"ServerVersion":"20.10.24","OperatingSystem":"a test","OSType":"linux","MemTotal":1}""");
                break;
            case ("GET", ["images", .., "json"]):
                await (PullError is null ? WriteAsync(context, 200, """{"Id":"sha256:1","RepoTags":["x:1"]}""") : WriteAsync(context, 404, """{"message":"No such image"}"""));
                break;
            case ("POST", ["images", "create"]):
                await WriteAsync(context, 500, $$"""{"message":"{{PullError}}"}""");
                break;
            case ("POST", ["containers", "create"]):
                using (var reader = new StreamReader(context.Request.Body))
                {
                    Created = await reader.ReadToEndAsync(context.RequestAborted);
                }

                await WriteAsync(context, 201, $$"""{"Id":"{{ContainerId}}","Warnings":[]}""");
                break;
            case ("POST", ["containers", _, "start"]):
                await (StartError is null ? WriteAsync(context, 204, "") : WriteAsync(context, 500, $$"""{"message":"{{StartError}}"}"""));
                break;
            case ("POST", ["containers", _, "wait"]) when ExitCode is null:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case ("POST", ["containers", _, "wait"]):
                await WriteAsync(context, 200, $$"""{"StatusCode":{{ExitCode}}}""");
                break;
            case ("GET", ["containers", _, "json"]):
                await WriteAsync(context, 200, Inspected());
                break;
            case ("GET", ["containers", _, "logs"]):
                await LogAsync(context);
                break;
            case ("POST", ["containers", _, "stop"]):
                await WriteAsync(context, 204, "");
                break;
            case ("DELETE", ["containers", _]):
                IsRemoved = true;
                await WriteAsync(context, 204, "");
                break;
            default:
                await WriteAsync(context, 404, $$"""{"message":"no such page: {{context.Request.Method}} {{path}}"}""");
                break;
        }
    }

    private string Inspected() => $$$"""
        {"Id":"{{{ContainerId}}}","Name":"/x","Created":"2026-01-01T00:00:00Z","Image":"sha256:1",
         "State":{"Status":"{{{(ExitCode is null ? "running" : "exited")}}}","Running":{{{(ExitCode is null ? "true" : "false")}}},"ExitCode":{{{ExitCode ?? 0}}},"StartedAt":"2026-01-01T00:00:00Z","FinishedAt":"2026-01-01T00:00:00Z"},
         "Config":{"Image":"x:1","Labels":{}},"HostConfig":{"NetworkMode":"bridge"},
         "NetworkSettings":{"Ports":{"4566/tcp":[{"HostIp":"127.0.0.1","HostPort":"{{{Port}}}"}] },"Networks":{"bridge":{"IPAddress":"172.17.0.2","Gateway":"172.17.0.1"} } } }
        """;

    /// <summary>A frame is the stream's number, three zeros, its length and its bytes.</summary>
    private async Task LogAsync(HttpContext context)
    {
        var text = Encoding.UTF8.GetBytes(Log);
        var head = new byte[8];
        head[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), text.Length);
        context.Response.ContentType = "application/vnd.docker.raw-stream";
        await context.Response.Body.WriteAsync(head, context.RequestAborted);
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return status == 204 ? Task.CompletedTask : context.Response.WriteAsync(json, context.RequestAborted);
    }
}
