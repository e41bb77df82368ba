using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RepairTests
{
    private const string Again = "aws ecs update-service --cluster prod-cluster --service notification-service --force-new-deployment --region us-east-1";

    private static Snapshot WithoutRole => Troubles.Snapshot with { Roles = Troubles.Snapshot.Roles.SetItem(0, Troubles.Snapshot.Roles[0] with { Role = Troubles.Snapshot.Roles[0].Role.Gone("role") }) };

    [TestCase("running-equals-desired")]
    [TestCase("minimum-running")]
    [TestCase("deployment-settled")]
    [TestCase("image-tag")]
    [TestCase("tasks-current")]
    public void Deploys_again_where_one_check_of_tasks_is_red(string check)
    {
        var broken = check switch
        {
            "running-equals-desired" => WithoutRole.Lacking(),
            "deployment-settled" => WithoutRole.ProductionService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }),
            "tasks-current" => WithoutRole.ProductionTasks(tasks => tasks.But(0, task => task with { TaskDefinition = "notification-service-prod:6" })),
            _ => WithoutRole,
        };
        var topology = check switch
        {
            "minimum-running" => Production(common => common with { MinimumRunningTasks = 4 }),
            "image-tag" => GuideTopology.Literal with { CommonService = GuideTopology.Literal.CommonService with { ExpectedTag = "v1.3.0" } },
            _ => GuideTopology.Literal,
        };

        var cause = Explained.Of(broken, topology).Causes.Single(cause => cause.Id == "role-missing");

        string[] ofTasks = ["running-equals-desired", "minimum-running", "deployment-settled", "image-tag", "tasks-current"];
        Assert.That(cause.Explains.Where(finding => finding.Subject.Cluster is "prod-cluster").Select(finding => finding.Check).Intersect(ofTasks), Is.EqualTo([check]));
        Assert.That(cause.Mend, Has.Some.EqualTo(Again));
    }

    [Test]
    public void Deploys_nothing_where_all_tasks_are_there() =>
        Assert.That(Explained.Of(WithoutRole).First!.Mend, Has.Length.EqualTo(2).And.None.EqualTo(Again));

    [TestCase("ROLLBACK_SUCCESSFUL")]
    [TestCase("ROLLBACK_IN_PROGRESS")]
    public void What_was_rolled_back_is_asked_for_by_its_task_definition(string status)
    {
        var rolledBack = Troubles.Deployment(status, "arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:8");

        var cause = Explained.Of(WithoutRole.Lacking().Trouble(trouble => trouble with { Deployments = trouble.Deployments.But(_ => [rolledBack]) })).First!;

        Assert.That(cause.Mend[^1], Is.EqualTo($"aws ecs update-service --cluster prod-cluster --service notification-service --task-definition {rolledBack.TaskDefinition} --region us-east-1"));
    }

    [Test]
    public void Without_its_task_definition_what_serves_is_deployed_again()
    {
        var rolledBack = Troubles.Deployment("ROLLBACK_SUCCESSFUL");

        Assert.That(Explained.Of(WithoutRole.Lacking().Trouble(trouble => trouble with { Deployments = trouble.Deployments.But(_ => [rolledBack]) })).First!.Mend[^1], Is.EqualTo(Again));
    }

    [TestCase(true, false, "{enable=true,rollback=false}")]
    [TestCase(false, false, "{enable=false,rollback=false}")]
    public void Sets_the_circuit_breaker_as_it_is_declared(bool enable, bool rollback, string words)
    {
        var topology = Production(common => common with { CircuitBreaker = new CircuitBreakerDeclaration(enable, rollback) });

        Assert.That(
            Explained.Of(Troubles.Snapshot, topology).First!.Mend.Single(),
            Is.EqualTo($"aws ecs update-service --cluster prod-cluster --service notification-service --deployment-configuration 'deploymentCircuitBreaker={words},maximumPercent=200,minimumHealthyPercent=100' --region us-east-1"));
    }

    private static Topology Production(Func<DeploymentDeclaration, DeploymentDeclaration> change) => GuideTopology.Literal with
    {
        Clusters = GuideTopology.Literal.Clusters.SetItem(0, GuideTopology.Literal.Clusters[0] with { Common = change(GuideTopology.Literal.Clusters[0].Common) }),
    };
}
