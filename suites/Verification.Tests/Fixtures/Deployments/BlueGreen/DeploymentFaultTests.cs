using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Runs;
using Verification.Model.Gate;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.LoadBalancing;
using Verification.Tests.EndToEnd;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>Something is broken while a version is deployed as a pipeline does it: create, swap, verify, and roll back when one of them fails.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DeploymentFaultTests
{
    private const string Green = "notification-service__1";
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    public static IEnumerable<TestCaseData> BeforeTheCreate =>
    [
        // Green does not come up: traffic never moves, and green goes.
        Case("crash-on-start", Decision.Hold, new { kind = "crash-on-start", version = New, exitCode = 3 }, "exit"),
        Case("crash-after", Decision.Hold, new { kind = "crash-after", version = New, seconds = 5 }, ""),
        Case("out-of-memory", Decision.Hold, new { kind = "out-of-memory", version = New }, "OutOfMemory"),
        Case("never-healthy", Decision.Hold, new { kind = "never-healthy", version = New }, "health"),
        Case("dead-port", Decision.Hold, new { kind = "dead-port", version = New }, "health"),
        Case("slow-start", Decision.Hold, new { kind = "slow-start", version = New, seconds = 900 }, "health"),
        Case("image-missing", Decision.Hold, new { kind = "image-missing", region = "us-east-1", repository = Name, version = New }, "CannotPullContainerError"),
        Case("no-capacity", Decision.Hold, new { kind = "no-capacity", ecsService = Green }, "unable to place a task"),
        Case("access-denied", Decision.Hold, new { kind = "access-denied", service = "ecs", operation = "CreateService" }, "AccessDeniedException"),
        Case("expired-credentials", Decision.Hold, new { kind = "expired-credentials", service = "ecs", operation = "RegisterTaskDefinition" }, "xpired"),
        Case("server-error", Decision.Hold, new { kind = "server-error", service = "elasticloadbalancing", operation = "DescribeTargetHealth" }, "tried 3 times"),
        Case("empty-list", Decision.Hold, new { kind = "empty-list", service = "ecs" }, "not known who serves"),
        Case("region-unreachable", Decision.Hold, new { kind = "region-unreachable", region = "us-east-1" }, "tried 3 times"),

        // Every client of AWS has to bear these.
        Case("throttling", Decision.Promote, new { kind = "throttling", service = "ecs", count = 4 }),
        Case("connection-reset", Decision.Promote, new { kind = "connection-reset", count = 4 }),
        Case("truncated-answer", Decision.Promote, new { kind = "truncated-answer", service = "ecs", operation = "CreateService", count = 1 }),
        Case("eventual-consistency", Decision.Promote, new { kind = "eventual-consistency", seconds = 15 }),
        Case("empty-page", Decision.Promote, new { kind = "empty-page", service = "ecs" }),
        Case("slow-answer", Decision.Promote, new { kind = "slow-answer", milliseconds = 2 }),

        // Green looks well from outside, until it is looked at by whoever verifies: traffic had moved, and comes back.
        Case("health-answer", Decision.RollBack, new { kind = "health-answer", version = New, body = """{"status":"sick"}""" }),
        Case("wrong-version", Decision.RollBack, new { kind = "wrong-version", version = New, answers = "v9.9.9" }),
        Case("version-endpoint-broken", Decision.RollBack, new { kind = "version-endpoint-broken", version = New }),
        Case("error-rate", Decision.RollBack, new { kind = "error-rate", version = New, percent = 100 }),
    ];

    public static IEnumerable<TestCaseData> BeforeTheSwap =>
    [
        Case("modify-rule-denied", Decision.Hold, new { kind = "access-denied", service = "elasticloadbalancing", operation = "ModifyRule" }, "AccessDenied"),
        Case("green-falls-ill", Decision.Hold, new { kind = "never-healthy", version = New }, "health"),
        Case("tags-denied", Decision.RollBack, new { kind = "access-denied", service = "ecs", operation = "TagResource" }, "AccessDenied"),
        Case("downsizing-denied", Decision.RollBack, new { kind = "access-denied", service = "ecs", operation = "UpdateService" }, "AccessDenied"),
        Case("rule-not-shifting", Decision.RollBack, new { kind = "rule-not-shifting", region = "us-east-1" }),
        Case("modify-rule-fails-once", Decision.Promote, new { kind = "server-error", service = "elasticloadbalancing", operation = "ModifyRule", count = 1 }),
        Case("target-stuck-draining", Decision.Promote, new { kind = "target-stuck-draining", region = "us-east-1" }),
    ];

    public static IEnumerable<TestCaseData> AfterTheSwap =>
    [
        Case("unhealthy-later", Decision.RollBack, new { kind = "unhealthy-later", version = New, seconds = 0 }, "health"),
        Case("dead-port-later", Decision.RollBack, new { kind = "dead-port", version = New }),
    ];

    [TestCaseSource(nameof(BeforeTheCreate))]
    public async Task A_fault_from_the_start_ends_in_the_right_decision(Decision expected, object fault, string cause)
    {
        var settings = await _world.SettingsAsync(Prod, New);
        await _world.AddFaultAsync(fault);

        await DeployAsync(settings, expected, cause, Nothing, Nothing);
    }

    [TestCaseSource(nameof(BeforeTheSwap))]
    public async Task A_fault_between_create_and_swap_ends_in_the_right_decision(Decision expected, object fault, string cause) =>
        await DeployAsync(await _world.SettingsAsync(Prod, New), expected, cause, () => _world.AddFaultAsync(fault), Nothing);

    [TestCaseSource(nameof(AfterTheSwap))]
    public async Task A_fault_after_the_swap_ends_in_the_right_decision(Decision expected, object fault, string cause) =>
        await DeployAsync(await _world.SettingsAsync(Prod, New), expected, cause, Nothing, () => _world.AddFaultAsync(fault));

    [Test]
    public async Task A_rollback_to_a_service_that_is_ill_leaves_traffic_where_it_is_served()
    {
        var driver = _world.Driver(Prod);
        var created = await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await driver.SwapAsync(Swapping, Token);

        // Tasks that were well when they were to be stopped would be well enough to go back to.
        while ((await _world.ServiceAsync(Prod, created.OldService!))!.RunningCount > 0)
        {
            await _world.Target.Clock.DelayAsync(TimeSpan.FromSeconds(5), Token);
        }

        await _world.AddFaultAsync(new { kind = "never-healthy", version = Old });
        await using var probe = _world.Probe(Prod, TimeSpan.FromMilliseconds(2));

        var refused = await Refusal.OfAsync(() => driver.RollbackAsync(Patience, Token));
        await probe.StopAsync();

        Assert.That(refused.Message, Does.Contain("Traffic stays with the new service"));
        Assert.That(probe.Failures, Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([New]));
    }

    private static Task Nothing() => Task.CompletedTask;

    private static TestCaseData Case(string name, Decision expected, object fault, string cause = "") => new TestCaseData(expected, fault, cause).SetArgDisplayNames(name);

    private async Task DeployAsync(BlueGreenSettings settings, Decision expected, string cause, Func<Task> between, Func<Task> after)
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        var driver = _world.Driver(Prod);
        await using var probe = _world.Probe(Prod, TimeSpan.FromMilliseconds(2));
        var why = "";
        try
        {
            await driver.CreateAsync(settings, Token);
            await between();
            await driver.SwapAsync(Swapping, Token);
            await after();
            why = await VerifyAsync();
        }
        catch (DeploymentException failed)
        {
            why = $"{failed.Message} {failed.Cause}";
        }

        var decision = why.Length == 0 ? Decision.Promote
            : (await driver.RollbackAsync(Patience, Token)).Kind == RollbackKind.TrafficBack ? Decision.RollBack
            : Decision.Hold;
        await probe.StopAsync();
        Assert.That(decision, Is.EqualTo(expected), why);
        Assert.That(why, Does.Contain(cause));
        Assert.That(watch.Crimes, Is.Empty);
        AssertTraffic(expected, probe, why);
        AssertState(expected);
    }

    private static void AssertTraffic(Decision expected, TrafficProbe probe, string why)
    {
        if (expected != Decision.RollBack)
        {
            Assert.That(probe.Failures, Is.Empty);
            Assert.That(probe.Versions, Is.EqualTo(expected == Decision.Promote ? [Old, New] : new[] { Old }), why);
        }
        else
        {
            Assert.That((probe.Versions[0], probe.Versions[^1]), Is.EqualTo((Old, Old)));
        }
    }

    // By the state itself: a fault may keep calls from telling it.
    private void AssertState(Decision expected)
    {
        var account = _world.Sandbox.Server.Account;
        lock (account.Lock)
        {
            var region = account.Regions.Single(one => one.Name == Prod.Region);
            var rule = (ForwardAction)region.State<ElbState>().Rule(Prod.ProductionRule.RuleArn!, out _).Action;
            var services = region.State<EcsState>().Cluster(Prod.Name);
            var serving = expected == Decision.Promote ? Green : Name;
            Assert.That(rule.Groups.Single(one => one.Weight > 0).TargetGroupArn.Split('/')[1], Is.EqualTo(expected == Decision.Promote ? "notification-prod-stage-tg" : "notification-prod-tg"));
            Assert.That((services.FindService(serving)!.Status, services.FindService(serving)!.DesiredCount), Is.EqualTo((ServiceStatus.Active, Prod.Tasks)));
        }
    }

    // Five minutes of the new version, then what a pipeline's step asks.
    private async Task<string> VerifyAsync()
    {
        await _world.Target.Clock.DelayAsync(TimeSpan.FromMinutes(5), Token);
        var only = GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = New }, Clusters = [GuideRun.Topology.Clusters[0]] };
        var snapshot = await new SnapshotCollector(_world.Target, only, TimeProvider.System).CollectAsync(progress: null, Token);
        var run = VerificationRun.Judge(only, snapshot, TimeSpan.Zero);
        await using var client = _world.Probe(Prod);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        await client.StopAsync();
        return run.Decision.Kind != DecisionKind.Promote ? string.Join("; ", run.Decision.Against.Select(finding => finding.Describe()))
            : client.Versions is not [New] ? $"clients get {string.Join(", ", client.Versions)}"
            : "";
    }

    /// <summary>What a pipeline does in the end.</summary>
    public enum Decision
    {
        Unknown = 0,
        Promote,
        Hold,
        RollBack,
    }
}
