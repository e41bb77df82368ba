using Amazon.CloudWatchLogs.Model;
using Amazon.ECS.Model;
using Amazon.IdentityManagement.Model;
using Amazon.SecretsManager.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.Rolling;
using Verification.Fixtures.Deployments.Waits;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.Rolling;

/// <summary>Deployments of the guide's service in production, and what is said when they do not come to their end.</summary>
public sealed class RollingDeploymentTests
{
    private const string Old = "notification-service-prod:2";
    private PlayedGuide _guide = null!;

    [SetUp]
    public async Task StartAsync() => _guide = await PlayedGuide.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    [Test]
    [CancelAfter(60_000)]
    public async Task A_new_image_is_deployed_and_rolled_back_again(CancellationToken cancellationToken)
    {
        var digest = await _guide.PushAsync("v1.3.0");
        var before = await RunningAsync();

        var deployed = await Driver().DeployImageAsync(PlayedGuide.Image("v1.3.0"), container: null, mustExist: true, cancellationToken);
        var runningThen = await RunningAsync();
        var rolledBack = await Driver().RollBackAsync(to: null, cancellationToken);

        Assert.That(deployed.Outcome, Is.TypeOf<DeploymentResult.Completed>(), _guide.Log);
        Assert.That(((DeploymentResult.Completed)deployed.Outcome).ImageDigest, Is.EqualTo(digest));
        Assert.That(deployed.PreviousTaskDefinition, Does.EndWith(Old));
        Assert.That(runningThen, Is.EqualTo(deployed.TaskDefinition).And.Not.EqualTo(before));
        Assert.That(rolledBack.Outcome, Is.TypeOf<DeploymentResult.Completed>(), _guide.Log);
        Assert.That(await RunningAsync(), Is.EqualTo(before));
        Assert.That(_guide.Events, Has.Some.Match(@"^deploy: \d/3 running, \d healthy"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_image_that_the_registry_lacks_is_refused_before_anything_is_changed(CancellationToken cancellationToken)
    {
        var refused = await Assert.ThrowsAsync<DeploymentException>(() => Driver().DeployImageAsync(PlayedGuide.Image("v9"), null, mustExist: true, cancellationToken));

        Assert.That(refused!.Message, Does.Contain("v9").And.Contain("Nothing was changed"));
        Assert.That((await _guide.Aws.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { FamilyPrefix = "notification-service-prod" }, cancellationToken)).TaskDefinitionArns[^1], Does.EndWith(Old));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_bad_tag_stalls_because_its_image_cannot_be_pulled_and_the_previous_revision_comes_back(CancellationToken cancellationToken)
    {
        var deployed = await Driver().DeployImageAsync(PlayedGuide.Image("v9"), null, mustExist: false, cancellationToken);
        var rolledBack = await Driver().RollBackAsync(deployed.PreviousTaskDefinition, cancellationToken);

        Assert.That(Stall(deployed).Cause, Is.EqualTo(StallCause.ImageCannotBePulled), _guide.Log);
        Assert.That(Stall(deployed).Evidence[0], Does.Contain("CannotPullContainerError").And.Contain("v9"));
        Assert.That(rolledBack.Outcome, Is.TypeOf<DeploymentResult.Completed>(), _guide.Log);
        Assert.That(await RunningAsync(), Does.EndWith(Old));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Without_capacity_it_stalls_with_what_the_service_says(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.AddFaultAsync(new { kind = "no-capacity", cluster = PlayedGuide.Prod });

        var deployed = await DeployAsync(cancellationToken);

        Assert.That(Stall(deployed).Cause, Is.EqualTo(StallCause.NoCapacity), _guide.Log);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Without_its_role_it_stalls_with_the_roles_name(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        foreach (var policy in (await _guide.Aws.Iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = "notification-service-execution-role" }, cancellationToken)).AttachedPolicies)
        {
            await _guide.Aws.Iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = "notification-service-execution-role", PolicyArn = policy.PolicyArn }, cancellationToken);
        }

        foreach (var policy in (await _guide.Aws.Iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "notification-service-execution-role" }, cancellationToken)).PolicyNames)
        {
            await _guide.Aws.Iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = "notification-service-execution-role", PolicyName = policy }, cancellationToken);
        }

        await _guide.Aws.Iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = "notification-service-execution-role" }, cancellationToken);

        var deployed = await DeployAsync(cancellationToken);

        Assert.That(Stall(deployed).Cause, Is.EqualTo(StallCause.RoleMissing), _guide.Log);
        Assert.That(Stall(deployed).Evidence[0], Does.Contain("notification-service-execution-role"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Where_the_percentages_leave_no_room_it_stalls(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await ConfigureAsync(new DeploymentConfiguration { MinimumHealthyPercent = 75, MaximumPercent = 125 }, cancellationToken);

        var deployed = await DeployAsync(cancellationToken);

        Assert.That(Stall(deployed).Cause, Is.EqualTo(StallCause.BlockedByPercentages), _guide.Log);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Health_checks_that_fail_without_a_circuit_breaker_stall(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await ConfigureAsync(new DeploymentConfiguration { DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = false, Rollback = false } }, cancellationToken);
        await _guide.AddFaultAsync(new { kind = "never-healthy", version = "v1.3.0" });

        var deployed = await DeployAsync(cancellationToken);

        Assert.That(Stall(deployed).Cause, Is.EqualTo(StallCause.TargetsNeverHealthy).Or.EqualTo(StallCause.ContainerHealthCheckFailing), _guide.Log);
    }

    [TestCase("crash-on-start", StallCause.EssentialContainerExited)]
    [TestCase("never-healthy", StallCause.TargetsNeverHealthy)]
    [TestCase("out-of-memory", StallCause.OutOfMemory)]
    [CancelAfter(60_000)]
    public async Task What_the_circuit_breaker_rolls_back_is_told_with_its_cause_and_is_no_success(string fault, StallCause cause, CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.AddFaultAsync(new { kind = fault, version = "v1.3.0" });

        var deployed = await DeployAsync(cancellationToken, endsAtStall: false);

        Assert.That(deployed.IsCompleted, Is.False);
        var rolledBack = deployed.Outcome as DeploymentResult.RolledBack;
        Assert.That(rolledBack?.By, Is.EqualTo(RollbackActor.CircuitBreaker), $"{deployed.Outcome}\n{_guide.Log}");
        Assert.That(rolledBack!.ToTaskDefinition, Does.EndWith(Old));
        Assert.That(rolledBack.Cause?.Cause, Is.EqualTo(cause), _guide.Log);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Without_its_secret_it_is_rolled_back_for_that(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.Aws.Secrets.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "notification/db-url", ForceDeleteWithoutRecovery = true }, cancellationToken);

        var deployed = await DeployAsync(cancellationToken, endsAtStall: false);

        // What it goes back to needs the secret too, so that the rollback may not come to its end either.
        Assert.That(Cause(deployed.Outcome), Is.EqualTo(StallCause.SecretMissing), $"{deployed.Outcome}\n{_guide.Log}");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Without_its_log_group_it_fails_for_that(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.Aws.Logs.DeleteLogGroupAsync(new DeleteLogGroupRequest { LogGroupName = "/ecs/notification-service-prod" }, cancellationToken);

        var deployed = await DeployAsync(cancellationToken, endsAtStall: false);

        Assert.That(Cause(deployed.Outcome), Is.EqualTo(StallCause.LogGroupMissing), $"{deployed.Outcome}\n{_guide.Log}");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_deployment_that_somebody_replaces_is_superseded(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.AddFaultAsync(new { kind = "no-capacity", cluster = PlayedGuide.Prod });
        var deploying = DeployAsync(cancellationToken, endsAtStall: false);
        await BegunAsync(deploying, cancellationToken);
        await _guide.Aws.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = PlayedGuide.Prod, Service = PlayedGuide.Service, ForceNewDeployment = true }, cancellationToken);

        var deployed = await deploying;

        Assert.That(deployed.Outcome, Is.TypeOf<DeploymentResult.Superseded>(), _guide.Log);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_deployment_that_somebody_stops_is_rolled_back_by_that(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.AddFaultAsync(new { kind = "image-missing", version = "v1.3.0" });
        var deploying = Driver(new DeploymentWatchOptions { EndsAtStall = false }).DeployImageAsync(PlayedGuide.Image("v1.3.0"), container: null, mustExist: false, cancellationToken);
        await BegunAsync(deploying, cancellationToken);
        var service = (await _guide.Aws.Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = PlayedGuide.Prod, Services = [PlayedGuide.Service] }, cancellationToken)).Services[0];
        await _guide.Aws.Ecs.StopServiceDeploymentAsync(new StopServiceDeploymentRequest { ServiceDeploymentArn = service.CurrentServiceDeployment, StopType = "ROLLBACK" }, cancellationToken);

        var deployed = await deploying;

        Assert.That((deployed.Outcome as DeploymentResult.RolledBack)?.By, Is.EqualTo(RollbackActor.StopRequest), $"{deployed.Outcome}\n{_guide.Log}");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_wait_that_times_out_says_for_what_how_long_and_what_it_saw_last(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");

        var deployed = await Driver(new DeploymentWatchOptions { Timeout = TimeSpan.FromSeconds(1) }).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, mustExist: true, cancellationToken);

        var timedOut = deployed.Outcome as DeploymentResult.TimedOut;
        Assert.That(timedOut?.WasMoving, Is.True, deployed.Outcome.ToString());
        Assert.That(timedOut!.Describe(), Does.Contain("ecs-svc/").And.Contain("prod-cluster").And.Match(@"with \d+ looks").And.Contain("running"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Looks_that_fail_are_made_again(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        // The SDK tries three times before a look misses it, and waits in real time between them.
        await _guide.AddFaultAsync(new { kind = "throttling", service = "ecs", operation = "DescribeServiceDeployments", count = 3 });
        await _guide.AddFaultAsync(new { kind = "server-error", service = "elasticloadbalancing", operation = "DescribeTargetHealth", count = 3 });

        var deployed = await Driver(new DeploymentWatchOptions { Timeout = TimeSpan.FromHours(9) }).DeployImageAsync(PlayedGuide.Image("v1.3.0"), container: null, mustExist: true, cancellationToken);

        Assert.That(deployed.IsCompleted, Is.True, _guide.Log);
        Assert.That(_guide.Events, Has.Some.Contain("could not be read"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Answers_that_are_out_of_date_are_not_taken_for_what_became_of_it(CancellationToken cancellationToken)
    {
        var digest = await _guide.PushAsync("v1.3.0");
        await _guide.AddFaultAsync(new { kind = "eventual-consistency", service = "ecs", seconds = 60 });

        var deployed = await DeployAsync(cancellationToken);

        Assert.That((deployed.Outcome as DeploymentResult.Completed)?.ImageDigest, Is.EqualTo(digest), $"{deployed.Outcome}\n{_guide.Log}");
        Assert.That(await RunningAsync(), Is.EqualTo(deployed.TaskDefinition));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_wait_that_is_cancelled_has_no_result(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new DeploymentWatchOptions { OnLook = (_, _) => stop.CancelAsync() };

        Assert.That(
            async () => await Driver(options).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, mustExist: true, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_service_that_is_deleted_meanwhile_has_failed(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        await _guide.AddFaultAsync(new { kind = "image-missing", version = "v1.3.0" });
        var deploying = Driver(new DeploymentWatchOptions { EndsAtStall = false }).DeployImageAsync(PlayedGuide.Image("v1.3.0"), null, mustExist: false, cancellationToken);
        await BegunAsync(deploying, cancellationToken);
        await _guide.Aws.Ecs.DeleteServiceAsync(new DeleteServiceRequest { Cluster = PlayedGuide.Prod, Service = PlayedGuide.Service, Force = true }, cancellationToken);

        var deployed = await deploying;

        Assert.That(deployed.Outcome, Is.TypeOf<DeploymentResult.Failed>(), _guide.Log);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Without_an_older_revision_nothing_is_rolled_back(CancellationToken cancellationToken)
    {
        await _guide.Aws.Ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = "notification-service-prod:1" }, cancellationToken);
        var before = await DeploymentIdAsync(cancellationToken);

        var refused = await Assert.ThrowsAsync<DeploymentException>(() => Driver().RollBackAsync(null, cancellationToken));

        Assert.That(refused!.Message, Does.Contain(Old).And.Contain("Nothing was changed"));
        Assert.That(await DeploymentIdAsync(cancellationToken), Is.EqualTo(before));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_rollback_passes_over_deregistered_revisions_and_says_when_the_image_is_the_same(CancellationToken cancellationToken)
    {
        await _guide.PushAsync("v1.3.0");
        var second = await DeployAsync(cancellationToken);
        var third = await DeployAsync(cancellationToken);
        await _guide.Aws.Ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = second.TaskDefinition }, cancellationToken);

        var rolledBack = await Driver().RollBackAsync(null, cancellationToken);
        var again = await Driver().RollBackAsync(third.TaskDefinition, cancellationToken);
        var same = await Driver().RollBackAsync(third.TaskDefinition, cancellationToken);

        Assert.That(rolledBack.TaskDefinition, Does.EndWith(Old));
        Assert.That(rolledBack.SameImages, Is.False);
        Assert.That(again.IsCompleted, Is.True, _guide.Log);
        Assert.That(same.SameImages, Is.True);
        Assert.That(_guide.Events, Has.Some.Contain("which is the same image"));
    }

    private RollingDeployment Driver(DeploymentWatchOptions? options = null) => new(_guide.Place, PlayedGuide.Service, options);

    private Task<RollingResult> DeployAsync(CancellationToken cancellationToken, bool endsAtStall = true) =>
        Driver(new DeploymentWatchOptions { EndsAtStall = endsAtStall }).DeployImageAsync(PlayedGuide.Image("v1.3.0"), container: null, mustExist: true, cancellationToken);

    private static Stall Stall(RollingResult result) => (result.Outcome as DeploymentResult.Stalled)?.Stall ?? throw new AssertionException(result.Outcome.ToString());

    private static StallCause? Cause(DeploymentResult result) => result switch
    {
        DeploymentResult.RolledBack rolledBack => rolledBack.Cause?.Cause,
        DeploymentResult.Failed failed => failed.Cause?.Cause,
        _ => null,
    };

    private Task ConfigureAsync(DeploymentConfiguration configuration, CancellationToken cancellationToken) =>
        _guide.Aws.Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = PlayedGuide.Prod, Service = PlayedGuide.Service, DeploymentConfiguration = configuration }, cancellationToken);

    private async Task<string> DeploymentIdAsync(CancellationToken cancellationToken) =>
        (await _guide.Aws.Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = PlayedGuide.Prod, Services = [PlayedGuide.Service] }, cancellationToken)).Services[0].Deployments[0].Id;

    private async Task BegunAsync(Task<RollingResult> deploying, CancellationToken cancellationToken)
    {
        while (!deploying.IsCompleted && !_guide.Events.Any(text => text.StartsWith("deploy: 0/3", StringComparison.Ordinal)))
        {
            await _guide.Target.Clock.DelayAsync(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    /// <summary>The one task definition that the service's tasks run.</summary>
    private async Task<string> RunningAsync()
    {
        var tasks = await _guide.Aws.Ecs.ListTasksAsync(new ListTasksRequest { Cluster = PlayedGuide.Prod, ServiceName = PlayedGuide.Service });
        return (await _guide.Aws.Ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = PlayedGuide.Prod, Tasks = tasks.TaskArns })).Tasks.Select(task => task.TaskDefinitionArn).Distinct().Single();
    }
}
