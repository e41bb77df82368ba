using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Verification.Benchmarks.Hosts;

/// <summary>A server to be asked: <c>/</c> answers at once, and <c>/stalling</c> stands still for 200 ms in every second.</summary>
internal static class PlainServer
{
    public const string Command = "serve";
    public static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(200);

    private const string Ready = "serving on ";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public static Task<HostProcess> StartAsync(CancellationToken cancellationToken) => HostProcess.StartAsync(
        "dotnet",
        [typeof(PlainServer).Assembly.Location, Command],
        line => line.StartsWith(Ready, StringComparison.Ordinal) ? new Uri(line[Ready.Length..]) : null,
        cancellationToken);

    /// <summary>The server's own process.</summary>
    public static async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        var body = "{\"status\":\"healthy\",\"version\":\"v1.2.3\"}"u8.ToArray();
        var start = Stopwatch.GetTimestamp();
        server.Run(async context =>
        {
            if (context.Request.Path == "/stalling")
            {
                var within = TimeSpan.FromTicks(Stopwatch.GetElapsedTime(start).Ticks % Every.Ticks);
                if (within < Stall)
                {
                    await Task.Delay(Stall - within, TimeProvider.System, context.RequestAborted);
                }
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });
        server.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"{Ready}{server.Urls.First()}"));
        await server.RunAsync();
        return 0;
    }
}
