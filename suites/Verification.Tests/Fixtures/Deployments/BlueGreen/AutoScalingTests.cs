using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>What scales a service goes where its traffic goes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AutoScalingTests
{
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await BlueGreenWorld.StartAsync();
        await _world.ScaleAsync(Name, 2, 6);
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Green_is_scaled_when_it_stands_and_the_old_service_again_after_a_rollback()
    {
        var driver = _world.Driver(Prod);

        var created = await driver.CreateAsync(await ScaledAsync(3, 8), Token);
        var standing = await _world.ScaledAsync();
        await driver.SwapAsync(Swapping, Token);
        var swapped = await _world.ScaledAsync();
        await driver.RollbackAsync(Patience, Token);

        Assert.That(standing, Is.EqualTo(["notification-service 2-6 cpu", "notification-service__1 3-8 cpu-green"]));
        Assert.That(swapped, Is.EqualTo(["notification-service__1 3-8 cpu-green"]));
        Assert.That(await _world.ScaledAsync(), Is.EqualTo(["notification-service 2-6 cpu"]));
        Assert.That((await _world.ServiceAsync(Prod, created.NewService))!.DesiredCount, Is.Zero);
        Assert.That((await _world.ServiceAsync(Prod, Name))!.DesiredCount, Is.EqualTo(3));
    }

    [Test]
    public async Task As_Harness_does_it_the_same_is_scaled()
    {
        var driver = _world.Driver(Prod);
        await driver.CreateAsync(await ScaledAsync(3, 8), Token);
        await driver.SwapAsync(Swapping, Token);

        await driver.CreateAsync(await ScaledAsync(2, 5) with { StrictHarness = true }, Token);
        await driver.SwapAsync(Swapping, Token);
        var swapped = await _world.ScaledAsync();
        await driver.RollbackAsync(Patience, Token);

        Assert.That(swapped, Is.EqualTo(["notification-service__2 2-5 cpu-green"]));
        Assert.That(await _world.ScaledAsync(), Is.EqualTo(["notification-service__1 3-8 cpu-green"]));
    }

    [Test]
    public async Task Green_is_scaled_by_the_swap_where_that_is_asked()
    {
        var driver = _world.Driver(Prod);

        await driver.CreateAsync(await ScaledAsync(3, 8) with { EnableAutoScalingInSwapStep = true }, Token);
        var standing = await _world.ScaledAsync();
        await driver.SwapAsync(Swapping, Token);

        Assert.That(standing, Is.EqualTo(["notification-service 2-6 cpu"]));
        Assert.That(await _world.ScaledAsync(), Is.EqualTo(["notification-service__1 3-8 cpu-green"]));
    }

    [Test]
    public async Task Green_that_was_scaled_in_while_it_waited_does_not_get_productions_traffic()
    {
        var created = await _world.Driver(Prod).CreateAsync(await ScaledAsync(1, 8), Token);
        await _world.Target.In(Prod.Region).Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = Prod.Name, Service = created.NewService, DesiredCount = 1 }, Token);

        var refused = await Refusal.OfAsync(() => _world.Driver(Prod).SwapAsync(Swapping, Token));

        Assert.That(refused.Message, Does.Contain("a desired count of at least 3, found 1").And.Contain("scaled in while it waited"));
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-tg"));
    }

    [Test]
    public async Task A_green_that_does_not_come_to_be_leaves_nothing_that_is_scaled()
    {
        await _world.AddFaultAsync(new { kind = "never-healthy", version = New });

        await Refusal.OfAsync(async () => await _world.Driver(Prod).CreateAsync(await ScaledAsync(3, 8) with { StepTimeout = TimeSpan.FromMinutes(30) }, Token));

        Assert.That(await _world.ScaledAsync(), Is.EqualTo(["notification-service 2-6 cpu"]));
    }

    [Test]
    public async Task Bounds_that_green_does_not_fit_in_are_refused()
    {
        var refused = await Refusal.OfAsync(async () => await _world.Driver(Prod).CreateAsync(await ScaledAsync(1, 2), Token));

        Assert.That(refused.Message, Does.Contain("a desired count between 1 and 2").And.Contain("found 3").And.Contain("fight the deployment"));
    }

    private async Task<BlueGreenSettings> ScaledAsync(int min, int max)
    {
        var (target, policy) = ScalingWorld.Bounds(min, max, "cpu-green");
        return await _world.SettingsAsync(Prod, New) with { ScalableTargets = [target], ScalingPolicies = [policy] };
    }
}
