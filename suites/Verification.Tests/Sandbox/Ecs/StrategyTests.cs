using Amazon.ECS;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>BLUE_GREEN, LINEAR and CANARY from the request to the last task, with real requests through the load balancer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StrategyTests
{
    private StagedWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await StagedWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Blue_green_goes_through_its_stages_and_shifts_all_traffic_at_once()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN"));
        _world.Deploy("v2");
        var seen = new List<(string Stage, string Test, string Production)>();
        await _world.UntilAsync(
            () =>
            {
                if (_world.Deployment() is { LifecycleStage: { } stage } && stage.Value != seen.LastOrDefault().Stage)
                {
                    seen.Add((stage.Value, _world.Weights(_world.Test), _world.Weights(_world.Production)));
                }

                return _world.Deployment().Status.Value == "SUCCESSFUL";
            },
            "successful");

        Assert.That(seen, Is.EqualTo(
            [
                ("PRE_SCALE_UP", "100/0", "100/0"),
                ("SCALE_UP", "100/0", "100/0"),
                ("POST_SCALE_UP", "100/0", "100/0"),
                ("TEST_TRAFFIC_SHIFT", "0/100", "100/0"),
                ("POST_TEST_TRAFFIC_SHIFT", "0/100", "100/0"),
                ("PRE_PRODUCTION_TRAFFIC_SHIFT", "0/100", "100/0"),
                ("PRODUCTION_TRAFFIC_SHIFT", "0/100", "0/100"),
                ("POST_PRODUCTION_TRAFFIC_SHIFT", "0/100", "0/100"),
                ("BAKE_TIME", "0/100", "0/100"),
                ("CLEAN_UP", "0/100", "0/100"),
            ]));
        Assert.That((_world.Tasks("v1"), _world.Tasks("v2")), Is.EqualTo((0, 2)));
        Assert.That(await _world.VersionsAsync(), Is.EqualTo("v2:10"));
    }

    [Test]
    public async Task Test_traffic_reaches_green_before_production_does_and_blue_stays_for_the_bake_time()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN"));
        _world.Deploy("v2");

        await _world.ToStageAsync("POST_TEST_TRAFFIC_SHIFT");
        var tested = (await _world.VersionsAsync(8080), await _world.VersionsAsync());
        var summary = _world.Deployment();
        await _world.ToStageAsync("BAKE_TIME");
        var baking = (await _world.VersionsAsync(), _world.Tasks("v1"));
        await _world.AdvanceAsync(110);
        var stillBaking = _world.Tasks("v1");
        await _world.ToStageAsync("CLEAN_UP");

        Assert.That(tested, Is.EqualTo(("v2:10", "v1:10")));
        Assert.That((summary.TargetServiceRevision.RequestedTestTrafficWeight, summary.TargetServiceRevision.RequestedProductionTrafficWeight), Is.EqualTo((100, 0)));
        Assert.That(summary.SourceServiceRevisions.Single() is var blue ? (blue.RequestedTestTrafficWeight, blue.RequestedProductionTrafficWeight) : default, Is.EqualTo((0, 100)));
        Assert.That(baking, Is.EqualTo(("v2:10", 2)));
        Assert.That(stillBaking, Is.EqualTo(2));
    }

    [Test]
    public async Task Each_revision_has_its_own_target_group_and_they_take_turns()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 0));
        var groups = new List<string> { Group() };
        foreach (var version in new[] { "v2", "v3" })
        {
            _world.Deploy(version);
            await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", version);
            groups.Add(Group());
        }

        Assert.That(groups, Is.EqualTo([_world.Blue, _world.Green, _world.Blue]));
        Assert.That(await _world.VersionsAsync(), Is.EqualTo("v3:10"));
        Assert.That(_world.Describe().Deployments.Single().RolloutState.Value, Is.EqualTo("COMPLETED"));

        string Group() => _world.History.DescribeServiceRevisions(
            new DescribeServiceRevisionsRequest { ServiceRevisionArns = [_world.Describe().CurrentServiceRevisions.Single().Arn] }, _world.Elb.East)
            .ServiceRevisions.Single().ResolvedConfiguration.LoadBalancers.Single() is { } balancer && balancer.ProductionListenerRule == _world.Production
            ? balancer.TargetGroupArn
            : "";
    }

    [Test]
    public async Task Linear_takes_equal_steps_with_a_wait_after_each()
    {
        var configuration = StagedWorld.Strategy("LINEAR");
        configuration.LinearConfiguration = new LinearConfiguration { StepPercent = 40, StepBakeTimeInMinutes = 1 };
        await _world.CreateAndSettleAsync(configuration);
        _world.Deploy("v2");

        Assert.That(await StepsAsync(), Is.EqualTo(["60/40 v1:6 v2:4", "20/80 v1:2 v2:8", "0/100 v2:10"]));
        Assert.That(_world.Deployment().LifecycleStage.Value, Is.EqualTo("CLEAN_UP"));
    }

    [Test]
    public async Task Canary_takes_a_small_step_and_then_the_rest()
    {
        var configuration = StagedWorld.Strategy("CANARY");
        configuration.CanaryConfiguration = new CanaryConfiguration { CanaryPercent = 10, CanaryBakeTimeInMinutes = 3 };
        await _world.CreateAndSettleAsync(configuration);
        _world.Deploy("v2");
        await _world.ToStageAsync("PRODUCTION_TRAFFIC_SHIFT");
        var begun = _world.Server.Account.Now;

        Assert.That(await StepsAsync(), Is.EqualTo(["90/10 v1:9 v2:1", "0/100 v2:10"]));
        Assert.That(_world.Server.Account.Now - begun, Is.InRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6)));
    }

    [Test]
    public async Task Green_that_does_not_become_healthy_never_gets_traffic_and_is_taken_away()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN"));
        var before = _world.Describe();
        _world.Deploy("v2");
        var weights = new HashSet<string>();
        await _world.UntilAsync(
            () =>
            {
                _world.Sicken("v2");
                weights.Add(_world.Weights(_world.Production) + " " + _world.Weights(_world.Test));
                return _world.Deployment().Status.Value == "ROLLBACK_SUCCESSFUL";
            },
            "rolled back");

        var after = _world.Describe();
        Assert.That(weights, Is.EqualTo(["100/0 100/0"]));
        Assert.That(_world.Deployment().DeploymentCircuitBreaker.Status.Value, Is.EqualTo("TRIGGERED"));
        Assert.That(_world.Deployment().Rollback.ServiceRevisionArn, Is.EqualTo(before.CurrentServiceRevisions.Single().Arn));
        Assert.That((after.TaskDefinition, after.Deployments.Single().Id, after.Deployments.Single().RolloutState.Value),
            Is.EqualTo((before.TaskDefinition, before.Deployments.Single().Id, "COMPLETED")));
        Assert.That((_world.Tasks("v1"), _world.Tasks("v2"), await _world.VersionsAsync()), Is.EqualTo((2, 0, "v1:10")));
    }

    [Test]
    public async Task A_stop_with_rollback_during_the_bake_time_gives_the_traffic_back_to_blue()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN"));
        var blue = _world.Server.Tasks.All.Select(listener => listener.Endpoint.TaskArn).ToList();
        _world.Deploy("v2");
        await _world.ToStageAsync("BAKE_TIME");

        _world.Stop("ROLLBACK");
        var requested = _world.Deployment().Status.Value;
        await _world.AdvanceAsync(1);
        var back = (_world.Deployment().Status.Value, await _world.VersionsAsync());
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "ROLLBACK_SUCCESSFUL", "rolled back");

        Assert.That(requested, Is.EqualTo("ROLLBACK_REQUESTED"));
        Assert.That(back, Is.EqualTo(("ROLLBACK_IN_PROGRESS", "v1:10")));
        Assert.That(_world.Server.Tasks.All.Select(listener => listener.Endpoint.TaskArn), Is.EquivalentTo(blue), "the tasks of blue are those that it had");
        Assert.That(_world.Weights(_world.Test), Is.EqualTo("100/0"));
    }

    [Test]
    public async Task Green_that_falls_ill_during_the_bake_time_gives_the_traffic_back()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 10));
        _world.Deploy("v2");
        await _world.ToStageAsync("BAKE_TIME");

        await _world.UntilAsync(
            () =>
            {
                _world.Sicken("v2");
                return _world.Deployment().Status.Value == "ROLLBACK_SUCCESSFUL";
            },
            "rolled back");

        Assert.That((_world.Tasks("v1"), _world.Tasks("v2"), await _world.VersionsAsync()), Is.EqualTo((2, 0, "v1:10")));
        Assert.That(_world.Deployment().DeploymentCircuitBreaker.Status.Value, Is.EqualTo("TRIGGERED"));
    }

    [Test]
    public async Task A_stop_ends_the_wait_at_a_pause()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 0));
        _world.Deploy("v2", request => request.DeploymentConfiguration = StagedWorld.Strategy("BLUE_GREEN", 0, StagedWorld.Pause("POST_SCALE_UP")));
        await _world.UntilAsync(() => _world.Deployment().LifecycleHookDetails.Count == 1, "pause");

        _world.Stop();
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "ROLLBACK_SUCCESSFUL", "rolled back");

        Assert.That(_world.Deployment().LifecycleHookDetails.Single().Status.Value, Is.EqualTo("FAILED"));
        Assert.That(_world.Describe().Events[0].Message, Is.EqualTo("(service web) has reached a steady state."));
    }

    [Test]
    public async Task An_abort_leaves_the_traffic_where_it_is()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN"));
        _world.Deploy("v2");
        await _world.ToStageAsync("POST_TEST_TRAFFIC_SHIFT");

        _world.Stop("ABORT");
        await _world.AdvanceAsync(300);

        Assert.That(_world.Deployment().Status.Value, Is.EqualTo("STOPPED"));
        Assert.That((await _world.VersionsAsync(), await _world.VersionsAsync(8080)), Is.EqualTo(("v1:10", "v2:10")));
    }

    [Test]
    public async Task When_blue_is_given_up_there_is_no_way_back()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 0));
        _world.Deploy("v2");
        await _world.ToStageAsync("CLEAN_UP");

        Assert.That(EcsCaller.Error(() => _world.Stop()).Code, Is.EqualTo("ConflictException"));
    }

    [Test]
    public async Task A_newer_deployment_takes_the_place_of_one_on_its_way()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 0));
        _world.Deploy("v2");
        await _world.ToStageAsync("TEST_TRAFFIC_SHIFT");
        var replaced = _world.Deployment().ServiceDeploymentArn;
        _world.Deploy("v3");
        var stages = new HashSet<string>();
        var weights = new HashSet<string>();
        await _world.UntilAsync(
            () =>
            {
                stages.Add(_world.Deployment().LifecycleStage?.Value ?? "");
                if (_world.Tasks("v2") > 0)
                {
                    weights.Add(_world.Weights(_world.Production));
                }

                return _world.Deployment().Status.Value == "SUCCESSFUL";
            },
            "v3");

        Assert.That(_world.Deployment(replaced) is var old ? (old.Status.Value, old.StatusReason) : default, Is.EqualTo(("STOPPED", "Replaced by a new service deployment.")));
        Assert.That(stages, Does.Contain("RECONCILE_SERVICE"));
        Assert.That(weights, Is.EqualTo(["100/0"]), "v2 never had production traffic");
        Assert.That((await _world.VersionsAsync(), _world.Tasks("v2")), Is.EqualTo(("v3:10", 0)));
    }

    [Test]
    public async Task A_service_without_load_balancer_goes_through_the_stages_too()
    {
        _world.Create(StagedWorld.Strategy("BLUE_GREEN", bake: 1), request => request.LoadBalancers = null);
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "the first deployment is successful");
        _world.Deploy("v2");

        await _world.ToStageAsync("BAKE_TIME");
        var both = (_world.Tasks("v1"), _world.Tasks("v2"), _world.Deployment().TargetServiceRevision.RequestedProductionTrafficWeight);
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "v2");

        Assert.That(both, Is.EqualTo((2, 2, (double?)null)));
        Assert.That((_world.Tasks("v1"), _world.Tasks("v2")), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task A_dead_task_of_blue_is_replaced_while_green_comes()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 10));
        _world.Deploy("v2");
        await _world.ToStageAsync("BAKE_TIME");

        _world.State.Current.Stages!.Blue!.Tasks.First().WantStopped(new TaskStop(TaskStopCode.UserInitiated, "drill"), _world.Server.Account.Now);
        await _world.AdvanceAsync(90);

        Assert.That((_world.Tasks("v1"), _world.Tasks("v2")), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task A_failed_green_stays_without_traffic_where_no_rollback_is_wanted()
    {
        var configuration = StagedWorld.Strategy("BLUE_GREEN");
        configuration.DeploymentCircuitBreaker.Rollback = false;
        await _world.CreateAndSettleAsync(configuration);
        _world.Deploy("v2");
        await _world.UntilAsync(
            () =>
            {
                _world.Sicken("v2");
                return _world.Deployment().Status.Value == "STOPPED";
            },
            "stopped");
        var tasks = _world.State.Cluster.Tasks.Count;
        await _world.AdvanceAsync(300);

        Assert.That(_world.State.Cluster.Tasks, Has.Count.EqualTo(tasks));
        Assert.That((_world.Tasks("v1"), await _world.VersionsAsync()), Is.EqualTo((2, "v1:10")));
    }

    [Test]
    public async Task A_first_deployment_that_fails_has_nothing_to_go_back_to()
    {
        _world.Create(StagedWorld.Strategy("BLUE_GREEN"));
        await _world.UntilAsync(
            () =>
            {
                _world.Sicken("v1");
                return _world.Deployment().Status.Value != "PENDING" && _world.Deployment().Status.Value != "IN_PROGRESS";
            },
            "failed");

        Assert.That(_world.Deployment().Status.Value, Is.EqualTo("ROLLBACK_FAILED"));
        Assert.That(_world.Describe().Deployments.Single().RolloutState.Value, Is.EqualTo("FAILED"));
    }

    [Test]
    public async Task A_rolling_service_becomes_blue_green_and_rolling_again()
    {
        var rolling = new DeploymentConfiguration { Strategy = "ROLLING" };
        _world.Create(rolling, request => request.LoadBalancers[0].AdvancedConfiguration = null);
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "v1");
        _world.Deploy("v2", request => (request.DeploymentConfiguration, request.LoadBalancers) = (StagedWorld.Strategy("BLUE_GREEN", bake: 0), [_world.Balancer()]));
        await _world.ToStageAsync("POST_TEST_TRAFFIC_SHIFT");
        var testing = (await _world.VersionsAsync(), await _world.VersionsAsync(8080));
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "v2");
        var shifted = await _world.VersionsAsync();
        _world.Deploy("v3", request =>
        {
            var green = _world.Balancer();
            (green.TargetGroupArn, green.AdvancedConfiguration) = (_world.Green, null);
            (request.DeploymentConfiguration, request.LoadBalancers) = (rolling, [green]);
        });
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "v3");

        Assert.That(testing, Is.EqualTo(("v1:10", "v2:10")));
        Assert.That((shifted, await _world.VersionsAsync()), Is.EqualTo(("v2:10", "v3:10")));
        Assert.That(_world.Deployment().LifecycleStage, Is.Null);
    }

    [Test]
    public async Task Without_its_rule_it_waits_and_says_so()
    {
        var listener = _world.Elb.State.Listeners.Single(listener => listener.Port == 80).Arn;
        var rule = _world.Elb.Rule(listener, 5, LoadBalancing.ElbCaller.Forward(_world.Blue), LoadBalancing.ElbCaller.Path("/web")).RuleArn;
        _world.Create(StagedWorld.Strategy("BLUE_GREEN"), request => request.LoadBalancers[0].AdvancedConfiguration.ProductionListenerRule = rule);
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "v1");
        _world.Deploy("v2");
        await _world.ToStageAsync("SCALE_UP");

        _world.Elb.Rules.DeleteRule(new Amazon.ElasticLoadBalancingV2.Model.DeleteRuleRequest { RuleArn = rule }, _world.Elb.East);
        await _world.AdvanceAsync(120);

        Assert.That(_world.Deployment().LifecycleStage.Value, Is.EqualTo("TEST_TRAFFIC_SHIFT"));
        Assert.That(_world.Describe().Events.Count(e => e.Message == $"(service web) was unable to shift traffic because the listener rule {rule} does not exist."), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_desired_count_holds_for_both_environments()
    {
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 10));
        _world.Deploy("v2");
        await _world.ToStageAsync("BAKE_TIME");

        _world.Deploy("v2", request => (request.TaskDefinition, request.DesiredCount) = (null, 3));
        await _world.AdvanceAsync(60);

        Assert.That((_world.Tasks("v1"), _world.Tasks("v2")), Is.EqualTo((3, 3)));
    }

    // At each new weight of production: the weights, and who answers ten requests.
    private async Task<List<string>> StepsAsync()
    {
        var steps = new List<string>();
        var last = "100/0";
        for (var second = 0; second < 1200 && _world.Deployment().Status.Value != "SUCCESSFUL"; second++)
        {
            if (_world.Weights(_world.Production) is var weights && weights != last)
            {
                last = weights;
                steps.Add($"{weights} {await _world.VersionsAsync()}");
            }

            await _world.AdvanceAsync(1);
        }

        return steps;
    }
}
