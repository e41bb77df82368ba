using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Checks;

/// <summary>Every word of every check where all is well, and what is said otherwise in one trouble after the other.</summary>
internal sealed class CheckWordingTests
{
    private static readonly string Other = "sha256:" + new string('0', 64);

    private static Snapshot Well => GuideFacts.Healthy;

    private static IEnumerable<(string Name, Snapshot Snapshot, Topology Topology)> Cases =>
    [
        On("another service serves", Well.ProductionService(service => service with { Name = "notification-service__1" }).ProductionTasks(tasks => tasks.But(0, task => task with { HealthStatus = "UNHEALTHY" }))),
        On("no facts on the common service", Well.InProduction(cluster => cluster with { Services = [.. cluster.Services.Where(service => service.Name != "notification-service")] })),
        On("two tasks are ill, one of them is stopping", Well.ProductionTasks(tasks => tasks.But(0, task => task with { HealthStatus = "UNHEALTHY" }).But(1, task => task with { HealthStatus = "UNKNOWN", LastStatus = "DEACTIVATING" }))),
        On("one of two tasks without health check is of another revision", Unchecked(Well.ProductionTasks(tasks =>
            tasks.But(0, task => task with { HealthStatus = "UNKNOWN", TaskDefinition = task.TaskDefinition + "1" }).But(1, task => task with { HealthStatus = "UNKNOWN" }))), Judged.Declaring(common => common with { TasksWithoutHealthCheck = TaskHealthPolicy.AcceptUnknownWithoutHealthCheck })),
        On("one of two ill tasks has a health check", Unchecked(Well.ProductionTasks(tasks =>
            tasks.But(0, task => task with { HealthStatus = "UNHEALTHY" }).But(1, task => task with { HealthStatus = "UNKNOWN" }))), Judged.Declaring(common => common with { TasksWithoutHealthCheck = TaskHealthPolicy.AcceptUnknownWithoutHealthCheck })),
        On("tasks run two other images", Well.ProductionTasks(tasks => tasks.But(0, task => task with { ImageDigest = Other }).But(1, task => task with { ImageDigest = "sha256:" + new string('1', 64) }))),
        On("the image has no tag, and a digest without an algorithm", Well.ProductionDeployment(common => common with { Image = common.Image.But(image => image with { Tag = "", Digest = "0123456789abcdef012" }) })),
        On("no image anywhere", Well.ProductionTasks(tasks => [.. tasks.Select(task => task with { ImageDigest = "" })])),
        On("health with two declared properties, one wrong", Well.ProductionHealth(200, """{"status":"healthy","database":"down"}"""), Judged.Declaring(common => common with { Health = common.Health with { Body = common.Health.Body.Add("database", "up") } })),
        On("health without status", Well.ProductionHealth(null, "")),
        On("the rule forwards to three groups", Well.ProductionRules(rules => rules.But(all => all.But(0, rule => rule with { Forward = [.. rule.Forward, new WeightedTargetGroup("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/other/1", 0), new WeightedTargetGroup("third", 5)] })))),
        On("a listener without rules", Well.ProductionRules(rules => rules.But(_ => []))),
        On("no listener", Well.ProductionLoadBalancer(facts => facts with { Listeners = facts.Listeners.But(_ => []) })),
        On("the service has two groups", Well.ProductionService(service => service with { TargetGroupArns = service.TargetGroupArns.Add("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/second/1") })),
        On("replicated to one of two regions", Well, GuideTopology.Literal with { Registry = GuideTopology.Literal.Registry with { ReplicatedTo = ["us-west-2", "eu-west-1"] } }),
        On("roles that nobody may assume, or two services", Well with
        {
            Roles = Well.Roles.But(0, role => role with { Role = role.Role.But(it => it with { TrustedServices = [] }) }).But(1, role => role with { Role = role.Role.But(it => it with { TrustedServices = ["a", "b"] }) }),
        }),
        On("no roles and no replication are declared", Well, GuideTopology.Literal with { Roles = [], Registry = GuideTopology.Literal.Registry with { ReplicatedTo = [] } }),
        On("roles that are no roles", Well.ProductionDefinition(definition => definition with { ExecutionRoleArn = "arn:aws:iam::123456789012:user/notification-service-execution-role", TaskRoleArn = "" })),
        On("no value of a variable", Well.ProductionContainer(container => container with { Environment = container.Environment.SetItem("REGION", ""), Ports = [], LogDriver = "" })),
        On("versions that are no versions", Well.ProductionVersions(samples => samples.But(0, sample => sample with { Answer = new HttpAnswer(null, "", "") }).But(1, sample => sample with { Answer = new HttpAnswer(200, "[]", "") }))),
        On("a target leaves and comes under the same address", Well
            .ProductionTargets(targets => targets.Add(targets[0] with { Port = 9, State = "draining" }))
            .ProductionVersion(0, 200, """{"version":"v9"}""")),
        On("no version anywhere", Well.ProductionVersions(_ => []).InAnalytics(cluster => cluster with { Common = cluster.Common with { Versions = cluster.Common.Versions.But(_ => []) } })),
        On("the load balancer is asked, and answers two versions", Well.ProductionVersion(0, 200, """{"version":"v9"}"""), Judged.Declaring(common => common with { Version = common.Version with { Sampling = VersionSampling.LoadBalancer } })),
        On("the load balancer is asked, and the image is unknown", Well.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() }), Judged.Declaring(common => common with { Version = common.Version with { Sampling = VersionSampling.LoadBalancer } })),
        On("other counts are declared of the service and of the deployment", Well, Counted),
        On("every secret is gone", Well.ProductionDeployment(common => common with { Secrets = common.Secrets.But(_ => []) })),
        On("nothing is declared", Well, GuideTopology.Literal with { Clusters = [] }),
    ];

    private static Topology Counted
    {
        get
        {
            var declared = Judged.Declaring(common => common with { DesiredCount = 4 });
            var production = declared.Clusters[0];
            return declared with { Clusters = declared.Clusters.SetItem(0, production with { Services = [.. production.Services.Select(service => service with { DesiredCount = 5 })] }) };
        }
    }

    [Test]
    public void Every_word_of_the_checks_is_approved()
    {
        var usual = CheckCatalog.Judge(GuideTopology.Literal, Well).Select(finding => finding.Describe()).ToImmutableArray();
        var others = Cases.Select(one => $"== {one.Name}\n{string.Join("\n", CheckCatalog.Judge(one.Topology, one.Snapshot).Select(finding => finding.Describe()).Except(usual, StringComparer.Ordinal))}\n");

        Approved.Text($"== all is well\n{string.Join("\n", usual)}\n\n{string.Join("\n", others)}", "CheckWording.txt");
    }

    [TestCase("""{"status":"ill","status":"healthy"}""", Outcome.Passed)]
    [TestCase("""{"status":"healthy","status":"ill"}""", Outcome.Failed)]
    [TestCase("""{"status":"healthy",/* all of it */}""", Outcome.Passed)]
    public void Of_two_properties_of_one_name_the_last_counts_as_it_does_for_clients(string body, Outcome expected) =>
        Assert.That(Judged.By<HealthEndpoint>(Well.ProductionHealth(200, body)).Outcome, Is.EqualTo(expected));

    private static Snapshot Unchecked(Snapshot snapshot) => snapshot.ProductionContainer(container => container with { HealthCheck = null });

    private static (string Name, Snapshot Snapshot, Topology Topology) On(string name, Snapshot snapshot, Topology? topology = null) => (name, snapshot, topology ?? GuideTopology.Literal);
}
