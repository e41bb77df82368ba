using Amazon.ECS.Model;
using NUnit.Framework;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServiceChangesTests
{
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3");
        _ecs.Define();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public void A_service_that_does_not_exist_is_not_found()
    {
        var update = EcsCaller.Error(() => _ecs.Update(request => request.DesiredCount = 1));
        var delete = EcsCaller.Error(() => _ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _ecs.Cluster, Service = "notification-service" }, _ecs.East));

        Assert.That((update.Code, delete.Code), Is.EqualTo(("ServiceNotFoundException", "ServiceNotFoundException")));
    }

    [Test]
    public void A_service_that_is_being_deleted_is_not_active()
    {
        _ecs.Create();
        _ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _ecs.Cluster, Service = "notification-service", Force = true }, _ecs.East);

        var error = EcsCaller.Error(() => _ecs.Update(request => request.DesiredCount = 1));

        Assert.That((error.Code, error.Message), Is.EqualTo(("ServiceNotActiveException", "Service was not ACTIVE.")));
    }

    [Test]
    public void A_refused_update_changes_nothing()
    {
        _ecs.Create();

        EcsCaller.Error(() => _ecs.Update(request => (request.DesiredCount, request.TaskDefinition) = (7, "other")));

        Assert.That((_ecs.Describe().DesiredCount, _ecs.Describe().Deployments.Count), Is.EqualTo((3, 1)));
    }

    [Test]
    public void The_containers_of_the_new_task_definition_must_suit_the_target_group()
    {
        _ecs.Create();
        var other = _ecs.Define(definition => definition.ContainerDefinitions[0].Name = "web");

        var error = EcsCaller.Error(() => _ecs.Update(request => request.TaskDefinition = other));

        Assert.That(error.Message, Is.EqualTo("The container notification-service does not exist in the task definition."));
    }

    [Test]
    public void Settings_that_are_not_named_stay()
    {
        _ecs.Create();

        var service = _ecs.Update(request => request.DeploymentConfiguration = new DeploymentConfiguration { MinimumHealthyPercent = 50 });

        Assert.That((service.DeploymentConfiguration.MinimumHealthyPercent, service.DeploymentConfiguration.MaximumPercent), Is.EqualTo((50, 200)));
        Assert.That(service.DeploymentConfiguration.DeploymentCircuitBreaker.Enable, Is.True);
        Assert.That(service.Deployments, Has.Exactly(1).Items);
    }

    [Test]
    public void Another_network_starts_a_deployment()
    {
        _ecs.Create();

        var service = _ecs.Update(request => request.NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = [_ecs.Subnets[0]] } });

        Assert.That(service.Deployments, Has.Exactly(2).Items);
    }

    [Test]
    public void Going_over_to_capacity_providers_needs_a_forced_deployment()
    {
        new Verification.Sandbox.Ecs.Operations.ClusterOperations().PutClusterCapacityProviders(
            new PutClusterCapacityProvidersRequest { Cluster = _ecs.Cluster, CapacityProviders = ["FARGATE", "FARGATE_SPOT"], DefaultCapacityProviderStrategy = [] }, _ecs.East);
        _ecs.Create();
        List<CapacityProviderStrategyItem> strategy = [new() { CapacityProvider = "FARGATE", Base = 1, Weight = 1 }, new() { CapacityProvider = "FARGATE_SPOT", Weight = 1 }];

        var refused = EcsCaller.Error(() => _ecs.Update(request => request.CapacityProviderStrategy = strategy));
        var forced = _ecs.Update(request => (request.CapacityProviderStrategy, request.ForceNewDeployment) = (strategy, true));

        Assert.That(refused.Message, Does.EndWith("you must force a new deployment."));
        Assert.That(forced.LaunchType, Is.Null);
        Assert.That(forced.CapacityProviderStrategy.Select(item => item.CapacityProvider), Is.EqualTo(["FARGATE", "FARGATE_SPOT"]));
    }

    [Test]
    public async Task A_deployment_that_is_replaced_on_its_way_is_stopped()
    {
        _ecs.Create();
        await _ecs.AdvanceAsync(5);
        var first = _ecs.History.ListServiceDeployments(new ListServiceDeploymentsRequest { Cluster = _ecs.Cluster, Service = "notification-service" }, _ecs.East).ServiceDeployments.Single();

        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();

        var deployments = _ecs.History.ListServiceDeployments(new ListServiceDeploymentsRequest { Cluster = _ecs.Cluster, Service = "notification-service" }, _ecs.East).ServiceDeployments;
        Assert.That(deployments.Select(each => (each.Status.Value, each.StatusReason)), Is.EqualTo(
            [("SUCCESSFUL", null), ("STOPPED", "Replaced by a new service deployment.")]));
        Assert.That((first.Status.Value, deployments[1].ServiceDeploymentArn), Is.EqualTo(("IN_PROGRESS", first.ServiceDeploymentArn)));
        Assert.That(_ecs.Running(), Has.Exactly(3).Items);
    }
}
