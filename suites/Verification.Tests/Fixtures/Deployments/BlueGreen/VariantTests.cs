using Amazon.ECS.Model;
using NUnit.Framework;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>The create step's settings.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VariantTests
{
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Green_gets_as_many_tasks_as_the_service_that_serves_where_that_is_asked()
    {
        await _world.Target.In(Prod.Region).Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = Prod.Name, Service = Name, DesiredCount = 4 }, Token);

        var created = await _world.Driver(Prod).CreateAsync(await _world.SettingsAsync(Prod, New) with { SameAsAlreadyRunningInstances = true }, Token);

        Assert.That(await _world.ServiceAsync(Prod, created.NewService), Has.Property("DesiredCount").EqualTo(4).And.Property("RunningCount").EqualTo(4));
    }

    [Test]
    public async Task What_stands_in_greens_slot_is_updated_where_that_is_asked_and_traffic_moves_and_comes_back()
    {
        var driver = _world.Driver(Prod);
        await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await driver.RollbackAsync(Patience, Token);
        var before = await _world.ServiceAsync(Prod, "notification-service__1");
        await using var probe = _world.Probe(Prod);

        var created = await driver.CreateAsync(await _world.SettingsAsync(Prod, New) with { UpdateGreenService = true }, Token);
        var after = await _world.ServiceAsync(Prod, "notification-service__1");
        await driver.SwapAsync(Swapping, Token);
        await driver.RollbackAsync(Patience, Token);
        await probe.StopAsync();

        Assert.That(created.NewService, Is.EqualTo("notification-service__1"));
        Assert.That(after!.CreatedAt, Is.EqualTo(before!.CreatedAt), "it is the same service");
        Assert.That((after.TaskDefinition, after.RunningCount), Is.EqualTo((created.TaskDefinitionArn, 3)));
        Assert.That(after.Tags.Find(tag => tag.Key == "BG_VERSION")!.Value, Is.EqualTo("GREEN"));
        Assert.That(probe.Failures, Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([Old, New, Old]));
    }

    [Test]
    public async Task An_update_that_fails_leaves_nothing_behind()
    {
        var driver = _world.Driver(Prod);
        await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await driver.RollbackAsync(Patience, Token);
        await _world.AddFaultAsync(new { kind = "never-healthy", version = New });

        await Refusal.OfAsync(async () => await driver.CreateAsync(
            await _world.SettingsAsync(Prod, New) with { UpdateGreenService = true, StepTimeout = TimeSpan.FromMinutes(30) }, Token));

        Assert.That(await _world.ServiceAsync(Prod, "notification-service__1"), Is.Null);
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-tg"));
    }
}
