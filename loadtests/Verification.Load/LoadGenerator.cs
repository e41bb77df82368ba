using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Load.Running;
using Verification.Load.Sending;
using Verification.Model.Load;

namespace Verification.Load;

/// <summary>This project's own generator. The schedule of an open profile is absolute: nothing is dropped, and lateness is measured.</summary>
public sealed class LoadGenerator(TimeProvider time) : ILoadGenerator
{
    public async Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl control, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(control);
        if (plan.Problems() is { Length: > 0 } problems)
        {
            throw new LoadException(string.Join('\n', problems));
        }

        plan = await Destinations.CheckAsync(plan, cancellationToken);
        using var connections = HttpSender.Connections(plan);
        if (control.StartAt is { } startAt)
        {
            await StartLine.WaitAsync(startAt - plan.WarmUp, time, control.Stop, cancellationToken);
        }

        var clock = new RunClock(time, plan.WarmUp);
        var run = new RunContext(plan, new Mix(plan.Requests), clock, new Recorder(clock, plan.Interval), new Ending(), () => NewSender(connections, plan), time);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = new Watching(run, control).RunAsync(done.Token);
        var health = new GeneratorHealth();
        try
        {
            var outcome = await SendAsync(run, cancellationToken);
            return MeasuredFacts.Of(plan, clock, run.Recorder, outcome, health, LoadGenerators.Own, (run.Ending.Kind, run.Ending.Reason));
        }
        finally
        {
            await done.CancelAsync();
            await watching;
        }
    }

    private static async Task<ModelOutcome> SendAsync(RunContext run, CancellationToken cancellationToken)
    {
        if (run.Plan.Profile is ClosedProfile closed)
        {
            return await new ClosedModel(run, closed).RunAsync(cancellationToken);
        }

        using var open = new OpenModel(run, (OpenProfile)run.Plan.Profile);
        return await open.RunAsync(cancellationToken);
    }

    private static ISender NewSender(HttpMessageInvoker connections, LoadPlan plan) =>
        plan.IsBlocking ? new SocketSender(plan) : new HttpSender(connections, plan);
}
