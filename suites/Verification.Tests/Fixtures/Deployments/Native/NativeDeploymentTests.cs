using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.Native;
using Verification.Fixtures.Deployments.Waits;
using LoadBalancer = Amazon.ECS.Model.LoadBalancer;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.Native;

/// <summary>The guide's service with ECS's own blue/green, which pauses when the test traffic has been shifted.</summary>
public sealed class NativeDeploymentTests
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Balancer = "http://prod-alb-123456789.us-east-1.elb.amazonaws.com";
    private PlayedGuide _guide = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _guide = await PlayedGuide.StartAsync();
        await _guide.PushAsync("v1.3.0");
    }

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    [Test]
    [CancelAfter(60_000)]
    public async Task What_passes_on_the_test_listener_goes_on_to_production(CancellationToken cancellationToken)
    {
        await StageAsync("BLUE_GREEN", "POST_TEST_TRAFFIC_SHIFT", cancellationToken);
        var verification = new TestListenerVerification(_guide.Place) { ExpectedVersion = "v1.3.0" };
        var productionThen = "";

        var result = await Driver(async (paused, stop) =>
        {
            productionThen = await VersionAsync(stop);
            return await verification.VerifyAsync(paused, stop);
        }).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken);

        Assert.That(result.IsVerified, Is.True, _guide.Log);
        Assert.That(result.Hooks, Is.EqualTo([new AnsweredHook("POST_TEST_TRAFFIC_SHIFT", "CONTINUE", "the verification passed")]));
        Assert.That(productionThen, Does.Contain("v1.2.3"), "only the test traffic was shifted");
        Assert.That(await VersionAsync(cancellationToken), Does.Contain("v1.3.0"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Another_version_on_the_test_listener_goes_back(CancellationToken cancellationToken)
    {
        await StageAsync("BLUE_GREEN", "POST_TEST_TRAFFIC_SHIFT", cancellationToken);
        var verification = new TestListenerVerification(_guide.Place) { ExpectedVersion = "v9", Within = TimeSpan.FromSeconds(10) };

        var result = await Driver(verification.VerifyAsync).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken);

        await AssertRolledBackAsync(result, "the verification failed", cancellationToken);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_cannot_be_verified_goes_back(CancellationToken cancellationToken)
    {
        await StageAsync("BLUE_GREEN", "POST_TEST_TRAFFIC_SHIFT", cancellationToken);

        var unknown = await Driver((_, _) => Task.FromResult(HookVerdict.Unknown)).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken);
        var thrown = await Driver((_, _) => throw new InvalidOperationException("the suite does not start")).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken);

        await AssertRolledBackAsync(unknown, "the verification could not tell", cancellationToken);
        await AssertRolledBackAsync(thrown, "the verification could not be made: the suite does not start", cancellationToken);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_verification_that_does_not_end_goes_back_before_the_hook_expires(CancellationToken cancellationToken)
    {
        await StageAsync("BLUE_GREEN", "POST_TEST_TRAFFIC_SHIFT", cancellationToken);
        var never = new TaskCompletionSource<HookVerdict>();

        var result = await Driver((_, _) => never.Task).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken);

        await AssertRolledBackAsync(result, "the verification was not done in time", cancellationToken);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_canary_is_verified_before_each_step_of_its_traffic(CancellationToken cancellationToken)
    {
        await StageAsync("CANARY", "PRE_PRODUCTION_TRAFFIC_SHIFT", cancellationToken);

        var result = await Driver((_, _) => Task.FromResult(HookVerdict.Passed)).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken);

        Assert.That(result.IsVerified, Is.True, _guide.Log);
        Assert.That(result.Hooks.Select(hook => hook.Stage), Is.EqualTo(["PRE_PRODUCTION_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT"]));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_would_verify_nothing_is_refused_before_anything_is_changed(CancellationToken cancellationToken)
    {
        var driver = Driver((_, _) => Task.FromResult(HookVerdict.Passed));

        var rolling = await Assert.ThrowsAsync<DeploymentException>(() => driver.DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken));
        await StageAsync("BLUE_GREEN", null, cancellationToken);
        var before = (await _guide.Aws.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest(), cancellationToken)).TaskDefinitionArns;
        var unpaused = await Assert.ThrowsAsync<DeploymentException>(() => driver.DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, cancellationToken));

        Assert.That(rolling!.Message, Does.Contain("ROLLING").And.Contain("Nothing was changed"));
        Assert.That(unpaused!.Message, Does.Contain("PAUSE").And.Contain("nothing would be verified"));
        Assert.That((await _guide.Aws.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest(), cancellationToken)).TaskDefinitionArns, Is.EqualTo(before));
    }

    private NativeDeployment Driver(Func<PausedDeployment, CancellationToken, Task<HookVerdict>> verify) => new(_guide.Place, PlayedGuide.Service, verify);

    private async Task AssertRolledBackAsync(NativeResult result, string reason, CancellationToken cancellationToken)
    {
        Assert.That(result.IsVerified, Is.False);
        Assert.That(result.Hooks, Is.EqualTo([new AnsweredHook("POST_TEST_TRAFFIC_SHIFT", "ROLLBACK", reason)]), _guide.Log);
        Assert.That((result.Deployment.Outcome as DeploymentResult.RolledBack)?.By, Is.EqualTo(RollbackActor.LifecycleHook), $"{result.Deployment.Outcome}\n{_guide.Log}");
        Assert.That(await VersionAsync(cancellationToken), Does.Contain("v1.2.3"));
    }

    private async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Balancer}/version");
        using var answer = await _guide.Target.Traffic.SendAsync(request, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Gives the service the strategy, lets it settle, and then the hook.</summary>
    private async Task StageAsync(string strategy, string? pauseAt, CancellationToken cancellationToken)
    {
        var role = (await _guide.Aws.Iam.CreateRoleAsync(new CreateRoleRequest { RoleName = "ecs-infrastructure", AssumeRolePolicyDocument = Trust }, cancellationToken)).Role.Arn;
        var groups = (await _guide.Aws.LoadBalancing.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { Names = ["notification-prod-tg", "notification-prod-stage-tg"] }, cancellationToken)).TargetGroups;
        string Group(string name) => groups.Single(group => group.TargetGroupName == name).TargetGroupArn;
        var balancer = new LoadBalancer
        {
            TargetGroupArn = Group("notification-prod-tg"),
            ContainerName = PlayedGuide.Service,
            ContainerPort = 8083,
            AdvancedConfiguration = new AdvancedConfiguration
            {
                AlternateTargetGroupArn = Group("notification-prod-stage-tg"),
                ProductionListenerRule = await RuleAsync(80, cancellationToken),
                TestListenerRule = await RuleAsync(8080, cancellationToken),
                RoleArn = role,
            },
        };
        var configuration = new DeploymentConfiguration { Strategy = strategy, BakeTimeInMinutes = 1 };
        if (strategy == "CANARY")
        {
            configuration.CanaryConfiguration = new CanaryConfiguration { CanaryPercent = 10, CanaryBakeTimeInMinutes = 1 };
        }

        var updated = await _guide.Aws.Ecs.UpdateServiceAsync(
            new UpdateServiceRequest { Cluster = PlayedGuide.Prod, Service = PlayedGuide.Service, LoadBalancers = [balancer], DeploymentConfiguration = configuration, ForceNewDeployment = true }, cancellationToken);
        var settled = await DeploymentWatch.WaitAsync(_guide.Place, DeploymentIdentity.Of(updated.Service), new DeploymentWatchOptions(), cancellationToken);
        Assert.That(settled, Is.TypeOf<DeploymentResult.Completed>(), $"{settled}\n{_guide.Log}");
        if (pauseAt is not null)
        {
            configuration.LifecycleHooks =
            [
                new DeploymentLifecycleHook { TargetType = "PAUSE", LifecycleStages = [pauseAt], TimeoutConfiguration = new DeploymentLifecycleHookTimeoutConfiguration { TimeoutInMinutes = 10 } },
            ];
            await _guide.Aws.Ecs.UpdateServiceAsync(
                new UpdateServiceRequest { Cluster = PlayedGuide.Prod, Service = PlayedGuide.Service, DeploymentConfiguration = configuration }, cancellationToken);
        }
    }

    private async Task<string> RuleAsync(int port, CancellationToken cancellationToken)
    {
        var elb = _guide.Aws.LoadBalancing;
        var balancer = (await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { Names = ["prod-alb"] }, cancellationToken)).LoadBalancers[0];
        var listeners = await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn }, cancellationToken);
        var listener = listeners.Listeners.Single(one => one.Port == port).ListenerArn;
        return (await elb.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = listener }, cancellationToken)).Rules.Single(rule => rule.Priority == "1").RuleArn;
    }
}
