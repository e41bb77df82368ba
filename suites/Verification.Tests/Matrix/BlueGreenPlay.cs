using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.LoadBalancing;
using Verification.Tests.EndToEnd;
using Verification.Tests.Fixtures.Deployments.BlueGreen;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Matrix;

/// <summary>Plays a fault while a version is deployed blue/green as a pipeline does it: create, swap, verify, and roll back when one of them fails.</summary>
internal sealed class BlueGreenPlay : IAsyncDisposable
{
    private const string Green = "notification-service__1";

    // Time is moved by hand, and stands still while somebody looks: so a busy machine loses none of it. The driver looks on in real time.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstBeat = TimeSpan.FromMilliseconds(100);

    private static readonly Topology Expected = VerificationRun.Narrowed(GuideRun.Topology, New, Prod.Name);

    private readonly MatrixFault _fault;
    private readonly BlueGreenWorld _world;
    private readonly Watching _watching;
    private DateTimeOffset? _symptom;

    private BlueGreenPlay(MatrixFault fault, BlueGreenWorld world) => (_fault, _world, _watching) = (fault, world, new Watching(fault));

    private TimeSpan SinceSymptom => _world.Target.Clock.Now - (_symptom ?? _world.Target.Clock.Now);

    public static async Task<MatrixRow> RunAsync(MatrixFault fault)
    {
        await using var play = new BlueGreenPlay(fault, await BlueGreenWorld.StartAsync());
        play._world.Sandbox.Server.Clock.Speed = 0;
        return await play.DeployAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<MatrixRow> DeployAsync()
    {
        var settings = await _world.SettingsAsync(Prod, New);
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        var driver = _world.Driver(Prod);
        await using var probe = _world.Probe(Prod, TimeSpan.FromMilliseconds(2));
        var why = await FailureAsync(driver, settings);
        if (why.Length > 0)
        {
            _watching.Decide(SinceSymptom);
        }

        // As a stage does that failed: it looks before it is rolled back.
        var seen = await LookAsync();
        _watching.Add(why.Length > 0 ? seen.After("blue-green", [why]) : seen, SinceSymptom);
        _symptom = null;
        var decision = why.Length == 0 ? seen.Decision.Kind
            : (await PumpedAsync(driver.RollbackAsync(Patience, Token))).Kind == RollbackKind.TrafficBack ? DecisionKind.RollBack
            : DecisionKind.Hold;
        await probe.StopAsync();
        Assert.That(watch.Crimes, Is.Empty, _fault.Name);
        AssertTraffic(decision, probe, why);
        AssertState(decision);
        return _watching.Row(decision);
    }

    /// <summary>Why the new version may not stay; empty when it may.</summary>
    private async Task<string> FailureAsync(BlueGreenDriver driver, BlueGreenSettings settings)
    {
        try
        {
            await MakeAsync(FaultPlay.BeforeCreate);
            await CreateAsync(driver, settings);
            await MakeAsync(FaultPlay.BeforeSwap);
            await PumpedAsync(driver.SwapAsync(Swapping, Token));
            await MakeAsync(FaultPlay.AfterSwap);
            _symptom ??= _fault.ShowsAfterSwap ? _world.Target.Clock.Now : null;
            return await VerifyAsync();
        }
        catch (DeploymentException failed)
        {
            return $"{failed.Message} {failed.Cause}";
        }
    }

    private async Task MakeAsync(FaultPlay now)
    {
        if (_fault.Play == now)
        {
            await _fault.MakeAsync(Ground.Of(_world));
            _symptom = now == FaultPlay.BeforeCreate || _fault.ShowsAfterSwap ? null : _world.Target.Clock.Now;
        }
    }

    // The symptom of what was made before begins when the new service does, or when it is refused.
    private async Task CreateAsync(BlueGreenDriver driver, BlueGreenSettings settings)
    {
        var create = driver.CreateAsync(settings, Token);
        while (!create.IsCompleted && !IsThere())
        {
            await Task.WhenAny(create, Task.Delay(FirstBeat, TimeProvider.System, Token));
            await _world.Sandbox.Server.AdvanceAsync(FirstStep, Token);
        }

        _symptom = _fault.Play == FaultPlay.BeforeCreate && !_fault.ShowsAfterSwap ? _world.Target.Clock.Now : null;
        await PumpedAsync(create);
    }

    private bool IsThere()
    {
        var account = _world.Sandbox.Server.Account;
        lock (account.Lock)
        {
            return account.Region(Prod.Region).State<EcsState>().Cluster(Prod.Name).FindService(Green) is not null;
        }
    }

    private async Task<T> PumpedAsync<T>(Task<T> work)
    {
        await PumpedAsync((Task)work);
        return await work;
    }

    private async Task PumpedAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            if (_symptom is not null)
            {
                await _watching.IfDueAsync(SinceSymptom, LookAsync);
            }

            await Task.WhenAny(work, Task.Delay(Beat, TimeProvider.System, Token));
            await _world.Sandbox.Server.AdvanceAsync(Step, Token);
        }

        await work;
    }

    private Task<VerificationRun> LookAsync() => VerificationRun.OnAsync(_world.Target, Expected, CheckCatalog.All, progress: null, TimeProvider.System, Token);

    // Five minutes of the new version, then what a pipeline's step asks.
    private async Task<string> VerifyAsync()
    {
        await PumpedAsync(_world.Target.Clock.DelayAsync(TimeSpan.FromMinutes(5), Token));
        var run = await LookAsync();
        await using var client = _world.Probe(Prod);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        await client.StopAsync();
        return run.Decision.Kind != DecisionKind.Promote ? string.Join("; ", run.Decision.Against.Select(finding => finding.Describe()))
            : client.Versions is not [New] ? $"clients get {string.Join(", ", client.Versions)}"
            : "";
    }

    private static void AssertTraffic(DecisionKind decision, TrafficProbe probe, string why)
    {
        if (decision != DecisionKind.RollBack)
        {
            Assert.That(probe.Failures, Is.Empty, why);
            Assert.That(probe.Versions, Is.EqualTo(decision == DecisionKind.Promote ? [Old, New] : new[] { Old }), why);
        }
        else
        {
            Assert.That((probe.Versions[0], probe.Versions[^1]), Is.EqualTo((Old, Old)), why);
        }
    }

    // By the state itself: a fault may keep calls from telling it.
    private void AssertState(DecisionKind decision)
    {
        var account = _world.Sandbox.Server.Account;
        lock (account.Lock)
        {
            var region = account.Region(Prod.Region);
            var rule = (ForwardAction)region.State<ElbState>().Rule(Prod.ProductionRule.RuleArn!, out _).Action;
            var services = region.State<EcsState>().Cluster(Prod.Name);
            var serving = decision == DecisionKind.Promote ? Green : Name;
            Assert.That(rule.Groups.Single(one => one.Weight > 0).TargetGroupArn.Split('/')[1], Is.EqualTo(decision == DecisionKind.Promote ? "notification-prod-stage-tg" : "notification-prod-tg"));
            Assert.That((services.FindService(serving)!.Status, services.FindService(serving)!.DesiredCount), Is.EqualTo((ServiceStatus.Active, Prod.Tasks)));
        }
    }
}
