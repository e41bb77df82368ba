using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Tasks;

namespace Verification.Tests.Sandbox.Tasks;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GracefulStopTests : IAsyncDisposable
{
    private readonly WatchedTime _time = new();
    private readonly HttpClient _http = new();
    private TaskListeners _tasks = null!;
    private string _url = "";

    [SetUp]
    public async Task StartAsync()
    {
        _tasks = await TaskListeners.StartAsync(_time, NullLoggerFactory.Instance, default);
        _tasks.Start(new TaskEndpoint
        {
            TaskArn = "arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/task1",
            VpcId = "vpc-1",
            Address = IPAddress.Parse("10.0.1.17"),
            Port = 8083,
            Service = "notification-service",
            Version = "v1",
        });
        _url = $"http://{_tasks.Resolve("vpc-1", IPAddress.Parse("10.0.1.17"), 8083)}/version";
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_request_that_is_under_way_is_answered(CancellationToken cancellationToken)
    {
        var underWay = await BeginAsync(TimeSpan.FromSeconds(29), cancellationToken);

        _tasks.StopGracefully("task1");
        _time.Advance(TimeSpan.FromSeconds(29));

        Assert.That(await underWay, Does.Contain("v1"));
        Assert.That(async () => await _http.GetStringAsync(_url, cancellationToken), Throws.TypeOf<HttpRequestException>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_request_that_takes_longer_than_thirty_seconds_is_cut(CancellationToken cancellationToken)
    {
        var underWay = await BeginAsync(TimeSpan.FromSeconds(31), cancellationToken);

        _tasks.StopGracefully("task1");
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await underWay, Throws.InstanceOf<HttpRequestException>());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _tasks.DisposeAsync();
    }

    private async Task<Task<string>> BeginAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        _tasks.Behave("task1", new TaskBehaviour { Delay = delay });
        var underWay = _http.GetStringAsync(_url, cancellationToken);
        await _time.Waiting.WaitAsync(cancellationToken);
        return underWay;
    }

    /// <summary>Tells when something waits.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waiting => _waiting.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waiting.TrySetResult();
            return timer;
        }
    }
}
