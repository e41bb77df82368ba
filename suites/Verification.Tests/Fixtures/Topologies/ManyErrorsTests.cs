using NUnit.Framework;
using Verification.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Topologies;

public class ManyErrorsTests
{
    [Test]
    public void Errors_of_different_sections_come_at_once_in_the_order_of_the_file()
    {
        var yaml = Guide.Yaml
            .Replace("\"123456789012\"", "none", StringComparison.Ordinal)
            .Replace("[us-west-2]", "[]", StringComparison.Ordinal)
            .Replace("vpc: 10.1.0.0/16", "vpc: 10.2.0.0/16", StringComparison.Ordinal)
            .Replace("port: 9001", "port: 90010", StringComparison.Ordinal)
            .Replace("rollback: true", "rolback: true", StringComparison.Ordinal);

        var error = Assert.Throws<TopologyException>(() => TopologyFile.Parse(yaml, "guide.yaml"));

        Assert.That(
            error!.Errors.Select(found => (found.Line, found.Path)),
            Is.EqualTo(new[]
            {
                (7, "account"),
                (8, "allowChangesIn[0]"),
                (16, "registry.replicatedTo"),
                (58, "clusters[0].services[4].deployment.circuitBreaker.rolback"),
                (101, "clusters[1].network.privateSubnets[0]"),
                (101, "clusters[1].network.privateSubnets[1]"),
                (101, "clusters[1].network.privateSubnets[2]"),
                (102, "clusters[1].network.publicSubnets[0]"),
                (102, "clusters[1].network.publicSubnets[1]"),
                (102, "clusters[1].network.publicSubnets[2]"),
                (112, "clusters[1].services[1].port"),
                (120, "clusters[1].services[2].deployment.circuitBreaker.rolback"),
            }));
        Assert.That(error.Message.Split('\n'), Has.Length.EqualTo(error.Errors.Length));
    }

    [Test]
    public void An_error_carries_its_place_expectation_finding_and_hint_apart()
    {
        var error = Assert.Throws<TopologyException>(
            () => TopologyFile.Parse(Guide.With("port: 3000", "port: \"3000\""), "folder/guide.yaml"));

        Assert.That(error!.File, Is.EqualTo("folder/guide.yaml"));
        Assert.That(error.Errors, Is.EqualTo(new[]
        {
            new TopologyError(47, 41, "clusters[0].services[0].port", "a port from 1 to 65535", "\"3000\"", "leave out the quotes"),
        }));
        Assert.That(error.Message, Does.StartWith("folder/guide.yaml:47:41 "));
    }

    [Test]
    public void An_empty_mapping_lacks_every_key_that_is_required()
    {
        var error = Assert.Throws<TopologyException>(() => TopologyFile.Parse("{}", "guide.yaml"));

        Assert.That(
            error!.Errors.Select(found => found.Path),
            Is.EqualTo("formatVersion, account, commonService, registry, roles, clusters".Split(", ")));
        Assert.That(error.Errors.Select(found => found.Found), Is.All.EqualTo("nothing"));
    }

    [Test]
    public void A_common_service_without_a_name_is_one_error_and_leaves_the_clusters_alone()
    {
        var yaml = Guide.With("  name: notification-service\n", "  name: notification service\n");

        Guide.AssertErrors(
            yaml,
            "10:9 commonService.name: expected a service name of up to 255 letters, digits, hyphens and underscores, found \"notification service\"");
    }

    [Test]
    public void Without_the_name_of_the_common_service_a_cluster_that_has_no_deployment_is_no_further_error()
    {
        var yaml = Guide.With("  name: notification-service\n", "  name: notification service\n");
        var last = yaml.LastIndexOf("      - name: notification-service\n", StringComparison.Ordinal);

        Assert.That(Guide.ErrorsOf(yaml[..last]), Is.EqualTo(Guide.ErrorsOf(yaml)));
    }

    [Test]
    public void A_cluster_without_the_common_service_is_one_error_for_each_cluster()
    {
        var yaml = Guide.With("  name: notification-service\n", "  name: mail\n");

        Guide.AssertErrors(
            yaml,
            "47:7 clusters[0].services: expected the common service \"mail\" among the services, found frontend-service, backend-service, auth-service, ...",
            "111:7 clusters[1].services: expected the common service \"mail\" among the services, found analytics-service, reporting-service, notification-service");
    }

    [Test]
    public void No_roles_at_all_is_one_error_and_not_one_for_each_use()
    {
        var yaml = Guide.Yaml
            .Replace("roles:\n", "roles: []\n#", StringComparison.Ordinal)
            .Replace("  - name: notification-service-execution-role\n    trustedService: ecs-tasks.amazonaws.com", "", StringComparison.Ordinal)
            .Replace("  - name: notification-service-task-role\n    trustedService: ecs-tasks.amazonaws.com", "", StringComparison.Ordinal)
            .Replace("  - name: harness-delegate-prod-role\n  - name: harness-delegate-analytics-role\n", "", StringComparison.Ordinal);

        Guide.AssertErrors(
            yaml,
            "18:8 roles: expected a list of roles, 1 or more, found an empty list");
    }
}
