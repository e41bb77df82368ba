using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BlueGreenDriverTests
{
    private static readonly TimeSpan StepTimeout = TimeSpan.FromMinutes(10);
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_deployment_moves_traffic_once_and_a_rollback_moves_it_back_without_a_failed_request()
    {
        await using var probe = _world.Probe(Prod);
        var driver = _world.Driver(Prod);

        var created = await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        var between = (await _world.ForwardAsync(Prod, Prod.ProductionRule), await _world.ForwardAsync(Prod, Prod.StageRule));
        await driver.SwapAsync(new SwapSettings(), Token);
        var swapped = (await _world.ForwardAsync(Prod, Prod.ProductionRule), await _world.ForwardAsync(Prod, Prod.StageRule));
        var tags = (TagOf(await _world.ServiceAsync(Prod, created.NewService)), TagOf(await _world.ServiceAsync(Prod, Name)));
        var back = await driver.RollbackAsync(StepTimeout, Token);
        await probe.StopAsync();

        TestContext.Out.WriteLine(string.Join('\n', _world.Events.Select(one => $"{one.At:HH:mm:ss} {one.Step} {one.Message}")));
        Assert.That((created.OldService, created.NewService, created.IsFirstDeployment), Is.EqualTo((Name, "notification-service__1", false)), "the plain service is adopted");
        Assert.That(between, Is.EqualTo(("notification-prod-tg", "notification-prod-stage-tg")));
        Assert.That(swapped, Is.EqualTo(("notification-prod-stage-tg", "notification-prod-tg")));
        Assert.That(tags, Is.EqualTo(("BLUE", "GREEN")));
        Assert.That((back.Kind, back.Serving, back.IsClean), Is.EqualTo((RollbackKind.TrafficBack, Name, true)));
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-tg"));
        Assert.That(TagOf(await _world.ServiceAsync(Prod, Name)), Is.EqualTo("BLUE"));
        Assert.That(await _world.ServiceAsync(Prod, created.NewService), Has.Property("DesiredCount").Zero.And.Property("RunningCount").Zero);
        Assert.That(probe.Failures, Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([Old, New, Old]), () => $"{probe.Requests} requests");
    }

    private static string? TagOf(Amazon.ECS.Model.Service? service) => service?.Tags.Find(tag => tag.Key == "BG_VERSION")?.Value;
}
