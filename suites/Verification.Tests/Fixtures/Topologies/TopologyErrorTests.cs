using NUnit.Framework;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>One change to the guide's topology, and all that is then said about it.</summary>
public class TopologyErrorTests
{
    private const string Common = "clusters[0].services[4].deployment";
    private const string SecondCommon = "clusters[1].services[2].deployment";

    [TestCase("port: 3000", "port: 80a", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found \"80a\"")]
    [TestCase("port: 3000", "port: 0", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found 0")]
    [TestCase("port: 3000", "port: 65536", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found 65536")]
    [TestCase("port: 3000", "port: 99999999999999999999", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found 99999999999999999999")]
    [TestCase("port: 3000", "port: 0xbb8", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found 0xbb8")]
    [TestCase("port: 3000", "port: 3000.0", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found 3000.0")]
    [TestCase("port: 3000", "port: \"3000\"", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found \"3000\"; leave out the quotes")]
    [TestCase("port: 3000", "port:", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found nothing")]
    [TestCase("port: 3000", "port: [3000]", "47:41 clusters[0].services[0].port: expected a port from 1 to 65535, found [3000]")]
    [TestCase("port: 8080 }", "port: 8080, desiredCount: -1 }", "48:60 clusters[0].services[1].desiredCount: expected a count from 0 up, found -1")]
    [TestCase("rulePriority: 1,", "rulePriority: 50001,", "43:45 clusters[0].loadBalancer.production.rulePriority: expected a rule priority from 1 to 50000, found 50001")]
    [TestCase("rulePriority: 1,", "rulePriority: 0,", "43:45 clusters[0].loadBalancer.production.rulePriority: expected a rule priority from 1 to 50000, found 0")]
    [TestCase("rulePriority: 1,", "rulePriority: ~,", "43:45 clusters[0].loadBalancer.production.rulePriority: expected a rule priority from 1 to 50000, found nothing; leave the key out when there is none")]
    [TestCase("weight: 1,", "weight: 1001,", "32:34 clusters[0].capacityProviders[0].weight: expected a weight from 0 to 1000, found 1001")]
    [TestCase("base: 2", "base: -2", "32:43 clusters[0].capacityProviders[0].base: expected a base from 0 to 100000, found -2")]
    [TestCase("minimumRunningTasks: 1", "minimumRunningTasks: 4", "55:32 " + Common + ".minimumRunningTasks: expected a count from 0 to the desired count, 3, found 4")]
    [TestCase("minimumHealthyTargets: 2", "minimumHealthyTargets: 4", "56:34 " + Common + ".minimumHealthyTargets: expected a count from 0 to the desired count, 3, found 4")]
    [TestCase("cpu: 512", "cpu: 500", "61:18 " + Common + ".taskDefinition.cpu: expected CPU units that Fargate offers: 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, found 500")]
    [TestCase("memory: 1024", "memory: 512", "62:21 " + Common + ".taskDefinition.memory: expected MiB of memory that Fargate offers with 512 CPU units: 1024, 2048, 3072, 4096, found 512")]
    [TestCase("cpu: 512", "cpu: 16384", "62:21 " + Common + ".taskDefinition.memory: expected MiB of memory that Fargate offers with 16384 CPU units: 32768 to 122880 in steps of 8192, found 1024")]
    [TestCase("port: 8083\n        desired", "port: 8084\n        desired", "64:28 " + Common + ".taskDefinition.containerPort: expected the service's port, 8084, found 8083")]
    public void A_number_that_does_not_fit_is_reported_with_what_would(string before, string after, string error) => AssertOnly(error, before, after);

    [TestCase("interval: 30s", "interval: 4s", "78:25", "interval: expected a duration from 5s to 300s, found \"4s\"")]
    [TestCase("interval: 30s", "interval: 301s", "78:25", "interval: expected a duration from 5s to 300s, found \"301s\"")]
    [TestCase("interval: 30s", "interval: 30", "78:25", "interval: expected a duration from 5s to 300s, found 30; write a whole number and s or m: 30s, 5m")]
    [TestCase("interval: 30s", "interval: 0.5m", "78:25", "interval: expected a duration from 5s to 300s, found \"0.5m\"; write a whole number and s or m: 30s, 5m")]
    [TestCase("timeout: 5s", "timeout: 1s", "79:24", "timeout: expected a duration from 2s to 120s, found \"1s\"")]
    [TestCase("timeout: 5s", "timeout: 121s", "79:24", "timeout: expected a duration from 2s to 120s, found \"121s\"")]
    [TestCase("retries: 3", "retries: 0", "80:24", "retries: expected a number of retries from 1 to 10, found 0")]
    [TestCase("retries: 3", "retries: 11", "80:24", "retries: expected a number of retries from 1 to 10, found 11")]
    [TestCase("startPeriod: 60s", "startPeriod: 6m", "81:28", "startPeriod: expected a duration from 0s to 300s, found \"6m\"")]
    [TestCase("command: curl", "command: \"curl\\n\" #", "77:24", "command: expected a shell command on one line, found \"curl\\n\"")]
    public void An_error_behind_an_alias_is_reported_for_each_that_uses_it(string before, string after, string place, string error) =>
        Guide.AssertErrors(
            Guide.With(before, after),
            $"{place} {Common}.taskDefinition.healthCheck.{error}",
            $"{place} {SecondCommon}.taskDefinition.healthCheck.{error}");

    [TestCase("enable: true", "enable: yes", "58:37 " + Common + ".circuitBreaker.enable: expected true or false, found \"yes\"")]
    [TestCase("enable: true", "enable: 'true'", "58:37 " + Common + ".circuitBreaker.enable: expected true or false, found \"true\"; leave out the quotes")]
    [TestCase("enable: true", "enable: 1", "58:37 " + Common + ".circuitBreaker.enable: expected true or false, found 1")]
    [TestCase("tasksWithoutHealthCheck: requireHealthy", "tasksWithoutHealthCheck: requireHealty", "57:36 " + Common + ".tasksWithoutHealthCheck: expected requireHealthy or acceptUnknownWithoutHealthCheck, found \"requireHealty\"; did you mean \"requireHealthy\"?")]
    [TestCase("tasksWithoutHealthCheck: requireHealthy", "tasksWithoutHealthCheck: unknown", "57:36 " + Common + ".tasksWithoutHealthCheck: expected requireHealthy or acceptUnknownWithoutHealthCheck, found \"unknown\"")]
    [TestCase("expectedTag: v1.2.3", "expectedTag: 1.10", "11:16 commonService.expectedTag: expected an image tag of up to 128 letters, digits, underscores, periods and hyphens, found 1.10; put it in quotes to make it a text")]
    [TestCase("CLUSTER: prod-cluster", "CLUSTER: True", "71:24 " + Common + ".taskDefinition.environment.CLUSTER: expected a text, a number, true or false, found True; put it in quotes to make it a text")]
    [TestCase("CLUSTER: prod-cluster", "CLUSTER:", "71:23 " + Common + ".taskDefinition.environment.CLUSTER: expected a text, a number, true or false, found nothing")]
    [TestCase("REGION: us-east-1", "1: us-east-1", "70:15 " + Common + ".taskDefinition.environment.1: expected the name of an environment variable, found 1; put it in quotes to make it a text")]
    [TestCase("commonService:\n  name: notification-service\n  expectedTag: v1.2.3", "commonService: notification-service", "9:16 commonService: expected the common service with its keys, found \"notification-service\"")]
    [TestCase("replicatedTo: [us-west-2]", "replicatedTo: us-west-2", "16:17 registry.replicatedTo: expected a list of regions, found \"us-west-2\"")]
    [TestCase("environment:\n", "environment: []\n            other:\n", "68:26 " + Common + ".taskDefinition.environment: expected environment variables with their values, found an empty list")]
    public void A_value_of_another_type_is_reported(string before, string after, string error)
    {
        var errors = Guide.ErrorsOf(Guide.With(before, after));

        Assert.That(errors, Has.Some.EqualTo("guide.yaml:" + error));
        Assert.That(errors.Where(line => !line.Contains("unknown key", StringComparison.Ordinal)), Has.Exactly(1).Items);
    }

    [TestCase("\"123456789012\"", "123456789012", "7:10 account: expected an AWS account id of 12 digits in quotes, found 123456789012; put it in quotes to make it a text")]
    [TestCase("\"123456789012\"", "\"12345678901\"", "7:10 account: expected an AWS account id of 12 digits in quotes, found \"12345678901\"")]
    [TestCase("region: us-east-1\n    env", "region: us-east1\n    env", "28:13 clusters[0].region: expected an AWS region such as us-east-1, found \"us-east1\"")]
    [TestCase("name: prod-cluster", "name: prod cluster", "27:11 clusters[0].name: expected a cluster name of up to 255 letters, digits, hyphens and underscores, found \"prod cluster\"")]
    [TestCase("name: backend-service", "name: backend.service", "48:17 clusters[0].services[1].name: expected a service name of up to 255 letters, digits, hyphens and underscores, found \"backend.service\"")]
    [TestCase("family: notification-service-prod", "family: \"\"", "60:21 " + Common + ".taskDefinition.family: expected a task definition family of up to 255 letters, digits, hyphens and underscores, found \"\"")]
    [TestCase("FARGATE_SPOT", "FARGATE_SPOTS", "33:17 clusters[0].capacityProviders[1].name: expected FARGATE, FARGATE_SPOT or a capacity provider of up to 255 letters, digits, hyphens and underscores that begins with none of aws, ecs and fargate, found \"FARGATE_SPOTS\"")]
    [TestCase("name: prod-alb", "name: internal-alb", "41:13 clusters[0].loadBalancer.name: expected a load balancer name of up to 32 letters, digits and inner hyphens that does not begin with internal-, found \"internal-alb\"")]
    [TestCase("notification-prod-tg", "notification-prod-", "43:61 clusters[0].loadBalancer.production.targetGroup: expected a target group name of up to 32 letters, digits and inner hyphens, found \"notification-prod-\"")]
    [TestCase("dnsName: ", "dnsName: http://", "42:16 clusters[0].loadBalancer.dnsName: expected a DNS name without scheme, port and path, found \"http://prod-alb-123456789.us-east-1.elb.amazonaws.com\"")]
    [TestCase("repository: notification-service", "repository: Notification", "14:15 registry.repository: expected an ECR repository name of 2 to 256 lower-case letters, digits, inner hyphens, underscores, periods and slashes, found \"Notification\"")]
    [TestCase("harness-delegate-prod-role", "harness/delegate", "23:11 roles[2].name: expected an IAM role name of up to 64 letters, digits and _+=,.@-, found \"harness/delegate\"")]
    [TestCase("trustedService: ecs-tasks.amazonaws.com", "trustedService: ecs-tasks", "20:21 roles[0].trustedService: expected a service principal such as ecs-tasks.amazonaws.com, found \"ecs-tasks\"")]
    [TestCase("/ecs/notification-service-prod", "/ecs/notification service", "67:23 " + Common + ".taskDefinition.logGroup: expected a log group name of up to 512 letters, digits and ._-/#, found \"/ecs/notification service\"")]
    public void A_name_that_AWS_does_not_accept_is_reported(string before, string after, string error) => AssertOnly(error, before, after);

    [TestCase("vpc: 10.0.0.0/16", "vpc: 10.0.0/16", "36:12 clusters[0].network.vpc: expected an IPv4 CIDR block from /16 to /28, found \"10.0.0/16\"; such as 10.0.0.0/16")]
    [TestCase("vpc: 10.0.0.0/16", "vpc: 10.0.256.0/16", "36:12 clusters[0].network.vpc: expected an IPv4 CIDR block from /16 to /28, found \"10.0.256.0/16\"")]
    [TestCase("vpc: 10.0.0.0/16", "vpc: 10.0.0.0/15", "36:12 clusters[0].network.vpc: expected an IPv4 CIDR block from /16 to /28, found \"10.0.0.0/15\"")]
    [TestCase("vpc: 10.0.0.0/16", "vpc: 10.0.0.1/16", "36:12 clusters[0].network.vpc: expected the first address of a CIDR block, found \"10.0.0.1/16\"; did you mean 10.0.0.0/16?")]
    [TestCase("10.0.3.0/24", "10.9.3.0/24", "37:50 clusters[0].network.privateSubnets[2]: expected a subnet inside the VPC, 10.0.0.0/16, found \"10.9.3.0/24\"")]
    [TestCase("10.0.2.0/24", "10.0.1.0/24", "37:37 clusters[0].network.privateSubnets[1]: expected a subnet that overlaps no other, found \"10.0.1.0/24\"; it overlaps 10.0.1.0/24")]
    [TestCase("10.0.2.0/24", "10.0.1.128/25", "37:37 clusters[0].network.privateSubnets[1]: expected a subnet that overlaps no other, found \"10.0.1.128/25\"; it overlaps 10.0.1.0/24")]
    [TestCase("10.0.11.0/24", "10.0.0.0/20", "38:23 clusters[0].network.publicSubnets[0]: expected a subnet that overlaps no other, found \"10.0.0.0/20\"; it overlaps 10.0.1.0/24")]
    public void A_network_that_cannot_be_is_reported(string before, string after, string error) => AssertOnly(error, before, after);

    [TestCase("port: 3000", "prot: 3000", "47:35 clusters[0].services[0].prot: expected one of the keys name, port, desiredCount, deployment, found the unknown key \"prot\"; did you mean \"port\"?")]
    [TestCase("port: 3000", "port: 3000, desired-count: 1", "47:47 clusters[0].services[0].desired-count: expected one of the keys name, port, desiredCount, deployment, found the unknown key \"desired-count\"; did you mean \"desiredCount\"?")]
    [TestCase("port: 3000", "port: 3000, colour: red", "47:47 clusters[0].services[0].colour: expected one of the keys name, port, desiredCount, deployment, found the unknown key \"colour\"")]
    [TestCase("healthCheck: *healthCheck", "<<: *healthCheck", "135:13 " + SecondCommon + ".taskDefinition.<<: expected one of the keys family, cpu, memory, container, containerPort, executionRole, taskRole, logGroup, environment, secrets, healthCheck, found the unknown key \"<<\"; merge keys are not part of YAML 1.2; give a whole value an anchor and use its alias")]
    [TestCase("account:", "account: \"123456789012\"\naccount:", "8:1 account: expected each key once, found \"account\" a second time; line 7 has it already")]
    [TestCase("ENVIRONMENT: production", "REGION: us-east-1", "70:15 " + Common + ".taskDefinition.environment.REGION: expected each key once, found \"REGION\" a second time; line 69 has it already")]
    [TestCase("formatVersion: 1\n", "", "6:1 formatVersion: expected the format version 1, found nothing")]
    [TestCase(", port: 3000", "", "47:9 clusters[0].services[0].port: expected a port from 1 to 65535, found nothing")]
    [TestCase(", rollback: true", "", "58:27 " + Common + ".circuitBreaker.rollback: expected true or false, found nothing")]
    [TestCase("        desiredCount: 3\n", "", "51:9 clusters[0].services[4].desiredCount: expected a count from 0 up, found nothing; the common service must say it")]
    public void A_key_that_is_unknown_repeated_or_missing_is_reported(string before, string after, string error) => AssertOnly(error, before, after);

    [TestCase("name: analytics-cluster", "name: prod-cluster", "91:11 clusters[1].name: expected a name that no other has, found \"prod-cluster\"; clusters[0] has it already")]
    [TestCase("name: reporting-service", "name: analytics-service", "112:17 clusters[1].services[1].name: expected a name that no other has, found \"analytics-service\"; clusters[1].services[0] has it already")]
    [TestCase("FARGATE_SPOT", "FARGATE", "33:17 clusters[0].capacityProviders[1].name: expected a name that no other has, found \"FARGATE\"; clusters[0].capacityProviders[0] has it already")]
    [TestCase("harness-delegate-analytics-role", "harness-delegate-prod-role", "24:11 roles[3].name: expected a name that no other has, found \"harness-delegate-prod-role\"; roles[2] has it already")]
    [TestCase("[us-west-2]", "[us-west-2, us-west-2]", "16:29 registry.replicatedTo[1]: expected a value that no other has, found \"us-west-2\"; registry.replicatedTo[0] has it already")]
    public void A_name_that_another_has_is_reported(string before, string after, string error) => AssertOnly(error, before, after);

    [TestCase("[us-west-2]", "[eu-west-1]", "16:17 registry.replicatedTo: expected us-west-2 among the regions, found [\"eu-west-1\"]; a cluster runs there and pulls its images there")]
    [TestCase("  replicatedTo: [us-west-2]\n", "", "14:3 registry.replicatedTo: expected us-west-2 among the regions, found nothing; a cluster runs there and pulls its images there")]
    [TestCase("[us-west-2]", "[us-east-1, us-west-2]", "16:17 registry.replicatedTo: expected regions other than the registry's own, us-east-1, found [\"us-east-1\", \"us-west-2\"]")]
    [TestCase("executionRole: notification-service-execution-role", "executionRole: notification-service-execution-rol", "65:28 " + Common + ".taskDefinition.executionRole: expected the name of a declared role, found \"notification-service-execution-rol\"; did you mean \"notification-service-execution-role\"?")]
    [TestCase("taskRole: notification-service-task-role", "taskRole: nobody", "66:23 " + Common + ".taskDefinition.taskRole: expected the name of a declared role, found \"nobody\"; declare it under roles")]
    [TestCase("      - name: notification-service", "      - name: notification-servce", "47:7 clusters[0].services: expected the common service \"notification-service\" among the services, found frontend-service, backend-service, auth-service, ...; is it \"notification-servce\"?")]
    [TestCase("analytics-alb-987654321.us-west-2", "analytics-alb-987654321.us-east-1", "106:16 clusters[1].loadBalancer.dnsName: expected a load balancer in the cluster's region, us-west-2, found \"analytics-alb-987654321.us-east-1.elb.amazonaws.com\"")]
    [TestCase("stage: { port: 8080", "stage: { port: 80", "44:14 clusters[0].loadBalancer.stage: expected another port or rule than the production listener's, found the keys port, rulePriority, targetGroup; traffic of the new version must not be production's")]
    [TestCase("notification-prod-stage-tg", "notification-prod-tg", "44:14 clusters[0].loadBalancer.stage: expected another target group than the production listener's, found the keys port, rulePriority, targetGroup")]
    [TestCase("FARGATE_SPOT, weight: 1", "FARGATE_SPOT, weight: 1, base: 1", "32:7 clusters[0].capacityProviders: expected one capacity provider with a base, found more than one; ECS lets only one of a strategy have a base")]
    [TestCase("weight: 1, base: 2 }\n      - { name: FARGATE_SPOT, weight: 1 }", "weight: 0 }", "32:7 clusters[0].capacityProviders: expected a weight above 0, found none; ECS places no task where all weights are 0")]
    public void What_contradicts_another_part_of_the_file_is_reported(string before, string after, string error) => AssertOnly(error, before, after);

    [Test]
    public void A_deployment_of_another_service_than_the_common_one_is_reported()
    {
        var yaml = Guide.With("- { name: frontend-service, port: 3000 }", "- { name: frontend-service, port: 3000, deployment: {} }");

        Guide.AssertErrors(
            yaml,
            "47:59 clusters[0].services[0].deployment: expected no deployment of a service that is not the common one, \"notification-service\", found no keys");
    }

    [TestCase("formatVersion: 1", "formatVersion: 2", "5:16 formatVersion: expected the format version 1, found 2; this version of the harness reads no other format")]
    [TestCase("formatVersion: 1", "formatVersion: 2\nregions: []", "5:16 formatVersion: expected the format version 1, found 2; this version of the harness reads no other format")]
    [TestCase("formatVersion: 1", "formatVersion: one", "5:16 formatVersion: expected the format version 1, found \"one\"")]
    public void Another_format_version_is_reported_and_its_keys_are_not_judged(string before, string after, string error) => AssertOnly(error, before, after);

    private static void AssertOnly(string error, string before, string after) =>
        Guide.AssertErrors(Guide.With(before, after), error);
}
