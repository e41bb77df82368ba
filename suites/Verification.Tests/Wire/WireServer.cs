using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Verification.Tests.Wire;

/// <summary>A real HTTP server on a free port that answers what a test says and remembers what it was asked.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<WireAnswer> _answers;
    private readonly List<WireCall> _calls = [];
    private readonly TaskCompletionSource _firstCall = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    private WireServer(WebApplication app, IEnumerable<WireAnswer> answers)
    {
        _app = app;
        _answers = new(answers);
        app.Run(Answer);
    }

    public string Url => _app.Urls.Single();

    public Task FirstCall => _firstCall.Task;

    public IReadOnlyList<WireCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The answers are given in turn; the last one is given again and again.</summary>
    public static async Task<WireServer> Start(params WireAnswer[] answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var server = new WireServer(builder.Build(), answers);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var call = new WireCall(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        WireAnswer answer;
        lock (_lock)
        {
            _calls.Add(call);
            answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }

        _firstCall.TrySetResult();
        if (answer.Never)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["x-amzn-RequestId"] = answer.RequestId;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
