using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Verification.Tests.Fixtures.Targets.LocalStack;

/// <summary>A server that has a page for every path.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private PageServer(WebApplication web) => _web = web;

    public Uri Url => new(_web.Urls.First());

    public static async Task<PageServer> StartAsync(Func<string, string> page)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new PageServer(builder.Build());
        server._web.Run(context => context.Response.WriteAsync(page(context.Request.Path.Value!), context.RequestAborted));
        await server._web.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
