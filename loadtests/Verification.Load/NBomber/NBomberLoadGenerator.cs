using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.CSharp;
using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Load.Running;
using Verification.Load.Sending;
using Verification.Model.Load;

namespace Verification.Load.NBomber;

/// <summary>
/// NBomber decides when requests are sent; what is measured is measured as by this project's own generator, so that the facts are the same. NBomber
/// says nothing of when a request was due: latency is service time here.
/// </summary>
/// <param name="licenceKey">NBomber's; null for personal use, which is free.</param>
/// <param name="time">The clock.</param>
public sealed class NBomberLoadGenerator(string? licenceKey, TimeProvider time) : ILoadGenerator
{
    /// <summary>The environment variable of the licence key.</summary>
    public const string LicenceVariable = "NBOMBER_LICENSE";

    public async Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl control, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(control);
        if (plan.Problems() is { Length: > 0 } problems)
        {
            throw new LoadException(string.Join('\n', problems));
        }

        if (control.StartAt is not null)
        {
            throw new LoadException("NBomber begins when it is ready, and at no instant that was agreed on: use its own cluster mode");
        }

        plan = await Destinations.CheckAsync(plan, cancellationToken);
        using var connections = HttpSender.Connections(plan);
        using var senders = new SenderPool(() => new HttpSender(connections, plan));
        var clock = new RunClock(time, plan.WarmUp);
        var (recorder, mix, health, number) = (new Recorder(clock, plan.Interval), new Mix(plan.Requests), new GeneratorHealth(), -1L);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, control.Stop);
        var scenario = Scenario.Create("verification", async context =>
            {
                if (end.IsCancellationRequested)
                {
                    context.StopCurrentTest("stopped");
                    return Response.Ok();
                }

                var sender = senders.Take();
                var sent = clock.Now;
                recorder.Sent(sent, sent, lag: null);
                var exchange = await sender.SendAsync(mix.At(Interlocked.Increment(ref number)), cancellationToken);
                recorder.Completed(new Completion(sent, sent, clock.Now, exchange));
                senders.Return(sender);
                return exchange.Error is { } error ? Response.Fail(statusCode: error.ToString(), message: exchange.Trouble) : Response.Ok(statusCode: $"{exchange.Status}", sizeBytes: exchange.BodyBytes);
            })
            .WithoutWarmUp()
            .WithLoadSimulations([.. Simulations(plan)]);
        var runner = NBomberRunner.RegisterScenarios(scenario).WithoutReports();
        await Task.Run(() => (licenceKey is null ? runner : runner.WithLicense(licenceKey)).Run(), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var ended = clock.Now < plan.Profile.Duration ? clock.Now : plan.Profile.Duration;
        return MeasuredFacts.Of(
            plan, clock, recorder, new ModelOutcome(ended, Saturation: null), health, generator: "NBomber", control.Stop.IsCancellationRequested ? (LoadEnd.Stopped, "it was stopped") : (LoadEnd.AsPlanned, null));
    }

    private static IEnumerable<LoadSimulation> Simulations(LoadPlan plan)
    {
        var second = TimeSpan.FromSeconds(1);
        if (plan.Profile is ClosedProfile closed)
        {
            yield return Simulation.KeepConstant(closed.Connections, closed.For + plan.WarmUp);
            yield break;
        }

        var stages = ((OpenProfile)plan.Profile).Stages;
        if (plan.WarmUp > TimeSpan.Zero)
        {
            yield return Simulation.Inject(Rate(Math.Max(1, stages[0].From)), second, plan.WarmUp);
        }

        foreach (var stage in stages)
        {
            yield return stage.From == stage.To ? Simulation.Inject(Rate(stage.From), second, stage.For) : Simulation.RampingInject(Rate(stage.To), second, stage.For);
        }
    }

    private static int Rate(double perSecond) => (int)Math.Round(perSecond, MidpointRounding.AwayFromZero);

    private sealed class SenderPool(Func<ISender> create) : IDisposable
    {
        private readonly ConcurrentBag<ISender> _free = [];

        public ISender Take() => _free.TryTake(out var sender) ? sender : create();

        public void Return(ISender sender) => _free.Add(sender);

        public void Dispose()
        {
            foreach (var sender in _free)
            {
                sender.Dispose();
            }
        }
    }
}
