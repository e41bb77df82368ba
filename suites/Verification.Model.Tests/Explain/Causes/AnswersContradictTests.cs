using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class AnswersContradictTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Gone("load balancer prod-alb"), Listeners = facts.Listeners.Gone("load balancer prod-alb") });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("answers-contradict", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_AWS_says_that_it_is_not_found() => Explained.Silent("answers-contradict", Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Gone("load balancer prod-alb (LoadBalancerNotFound: One or more load balancers not found)") }));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("answers-contradict", Broken, snapshot => snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Denied() }));

    [Test]
    public void Is_first_when_a_load_balancer_without_listeners_has_targets() => Explained.First("answers-contradict", Unheard);

    [Test]
    public void Is_silent_when_there_are_no_targets_either() => Explained.Silent("answers-contradict", Unheard.ProductionTargets(_ => []));

    [Test]
    public void Is_first_when_neither_cluster_nor_service_are_there_and_the_targets_are_healthy()
    {
        var cause = Explained.First("answers-contradict", Empty.Trouble(trouble => trouble with
        {
            TargetGroups = trouble.TargetGroups.But(groups => groups.But(0, group => group with { Targets = group.Targets.But(targets => targets.But(0, target => target with { State = "unhealthy" })) })),
        }));

        Assert.That(cause.For[1].Text, Is.EqualTo("2 healthy targets"));
    }

    [Test]
    public void Is_silent_when_no_target_is_healthy() => Explained.Silent("answers-contradict", Empty.Targets("unhealthy", "Target.Timeout: Request timed out"));

    [Test]
    public void Is_silent_when_the_cluster_is_not_there_and_its_service_is() =>
        Explained.Silent("answers-contradict", Troubles.Snapshot.InProduction(cluster => cluster with { Cluster = cluster.Cluster.Gone("cluster prod-cluster") }));

    [Test]
    public void Is_silent_when_the_service_is_not_there_and_its_cluster_is() =>
        Explained.Silent("answers-contradict", Troubles.Snapshot.ProductionServiceSeen(service => service.Gone("service notification-service")));

    private static Snapshot Unheard => Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { Listeners = facts.Listeners.But(_ => []) });

    private static Snapshot Empty => Troubles.Snapshot.InProduction(cluster => cluster with
    {
        Cluster = cluster.Cluster.Gone("cluster prod-cluster"),
        Services = [.. cluster.Services.Select(service => service with { Service = service.Service.Gone($"service {service.Name}") })],
    });
}
