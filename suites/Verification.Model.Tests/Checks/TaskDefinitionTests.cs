using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Checks;

internal sealed class TaskDefinitionTests
{
    private const string Expected = "notification-service-prod, cpu 512, memory 1024, notification-service:8083, as declared";

    [Test]
    public void Task_definition_as_declared_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Passed, Expected, "notification-service-prod:7, as declared");
    }

    [Test]
    public void Other_cpu_fails_with_both_values()
    {
        var facts = GuideFacts.Healthy.ProductionDefinition(definition => definition with { Cpu = "256" });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Failed, Expected, "cpu expected 512, observed 256");
    }

    [Test]
    public void Every_difference_of_the_task_fails_with_both_values()
    {
        var facts = GuideFacts.Healthy.ProductionDefinition(definition => definition with
        {
            Family = "notification-service",
            Cpu = "",
            Memory = "2048",
            ExecutionRoleArn = "",
            TaskRoleArn = "arn:aws:iam::123456789012:role/admin",
        });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "family expected notification-service-prod, observed notification-service; " +
            "cpu expected 512, observed none; " +
            "memory expected 1024, observed 2048; " +
            "execution role expected notification-service-execution-role, observed none; " +
            "task role expected notification-service-task-role, observed arn:aws:iam::123456789012:role/admin");
    }

    [Test]
    public void Role_of_another_account_fails()
    {
        var facts = GuideFacts.Healthy
            .ProductionDefinition(definition => definition with { TaskRoleArn = "arn:aws:iam::210987654321:role/notification-service-task-role" });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "task role expected notification-service-task-role, observed arn:aws:iam::210987654321:role/notification-service-task-role");
    }

    [Test]
    public void Role_with_a_path_passes()
    {
        var facts = GuideFacts.Healthy
            .ProductionDefinition(definition => definition with { TaskRoleArn = "arn:aws-cn:iam::123456789012:role/services/notification-service-task-role" });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Passed, Expected, "notification-service-prod:7, as declared");
    }

    [Test]
    public void Role_that_is_declared_by_its_arn_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TaskDefinition>(facts, Declaring(definition => definition with { TaskRole = "arn:aws:iam::123456789012:role/notification-service-task-role" }));

        finding.Says(Outcome.Passed, Expected, "notification-service-prod:7, as declared");
    }

    [Test]
    public void Missing_container_fails_with_its_name()
    {
        var facts = GuideFacts.Healthy
            .ProductionDefinition(definition => definition with { Container = definition.Container.Gone("container notification-service") });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Failed, Expected, "container expected notification-service, observed none");
    }

    [Test]
    public void One_port_more_fails_with_both()
    {
        var facts = GuideFacts.Healthy.ProductionContainer(container => container with { Ports = [8083, 9090] });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Failed, Expected, "port expected 8083, observed 8083, 9090");
    }

    [Test]
    public void Other_logging_fails_with_every_difference()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with
            {
                LogDriver = "fluentd",
                LogOptions = container.LogOptions.Remove("awslogs-group").SetItem("awslogs-region", "us-west-2"),
            });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "log driver expected awslogs, observed fluentd; " +
            "log group expected /ecs/notification-service-prod, observed none; " +
            "log region expected us-east-1, observed us-west-2");
    }

    [Test]
    public void Other_environment_fails_with_every_difference_but_no_undeclared_value()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with
            {
                Environment = container.Environment.Remove("REGION").SetItem("CLUSTER", "").SetItem("ENVIRONMENT", "staging").Add("PASSWORD", "hunter2"),
            });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "variable CLUSTER expected prod-cluster, observed \"\"; " +
            "variable ENVIRONMENT expected production, observed staging; " +
            "variable REGION expected us-east-1, observed none; " +
            "variable PASSWORD expected none, observed one");
    }

    [Test]
    public void Missing_health_check_fails()
    {
        var facts = GuideFacts.Healthy.ProductionContainer(container => container with { HealthCheck = null });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Failed, Expected, "health check expected curl -f http://localhost:8083/health || exit 1, observed none");
    }

    [Test]
    public void Health_check_that_was_not_declared_fails()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<TaskDefinition>(facts, Declaring(definition => definition with { HealthCheck = null }));

        finding.Says(
            Outcome.Failed,
            Expected,
            "health check expected none, observed CMD-SHELL curl -f http://localhost:8083/health || exit 1");
    }

    [Test]
    public void Other_health_check_fails_with_every_difference()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { HealthCheck = new(["CMD", "true"], 10, 2, 1, 0) });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "health check command expected CMD-SHELL curl -f http://localhost:8083/health || exit 1, observed CMD true; " +
            "health check interval expected 30 s, observed 10 s; " +
            "health check timeout expected 5 s, observed 2 s; " +
            "health check retries expected 3, observed 1; " +
            "health check start period expected 60 s, observed 0 s");
    }

    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url-AbC123")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url-AbC123:url::")]
    public void Secret_by_full_or_partial_arn_passes(string valueFrom)
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Secrets = container.Secrets.SetItem("DATABASE_URL", valueFrom) });

        var finding = Judged.By<TaskDefinition>(facts);

        Assert.That(finding.Outcome, Is.EqualTo(Outcome.Passed));
    }

    [TestCase("arn:aws:secretsmanager:us-west-2:123456789012:secret:notification/db-url", TestName = "Secret_of_another_region_fails")]
    [TestCase("arn:aws:secretsmanager:us-east-1:210987654321:secret:notification/db-url", TestName = "Secret_of_another_account_fails")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url-replica", TestName = "Secret_with_a_longer_name_fails")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url-abc", TestName = "Secret_with_a_short_suffix_fails")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url-AbC1_3", TestName = "Secret_with_another_sign_in_its_suffix_fails")]
    [TestCase("arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-urlxAbC123", TestName = "Secret_with_a_suffix_without_hyphen_fails")]
    [TestCase("arn:aws:ssm:us-east-1:123456789012:parameter/notification/db-url", TestName = "Parameter_instead_of_a_secret_fails")]
    [TestCase("notification/db-url", TestName = "Bare_name_fails_as_it_is_a_parameter")]
    public void Other_secret_fails_with_both(string valueFrom)
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Secrets = container.Secrets.SetItem("DATABASE_URL", valueFrom) });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Failed, Expected, $"secret DATABASE_URL expected notification/db-url, observed {valueFrom}");
    }

    [Test]
    public void Missing_and_undeclared_secrets_fails_by_name()
    {
        var facts = GuideFacts.Healthy
            .ProductionContainer(container => container with { Secrets = container.Secrets.Remove("API_KEY").Add("TOKEN", "token") });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(
            Outcome.Failed,
            Expected,
            "secret API_KEY expected notification/api-key, observed none; " +
            "secret TOKEN expected none, observed one");
    }

    [Test]
    public void Task_definition_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.Denied() });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Unknown, Expected, $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Container_that_cannot_be_read_is_unknown()
    {
        var facts = GuideFacts.Healthy
            .ProductionDefinition(definition => definition with { Container = definition.Container.Denied() });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Unknown, Expected, $"its container could not be read: {Changes.Reason}");
    }

    [Test]
    public void Known_difference_fails_even_when_the_container_cannot_be_read()
    {
        var facts = GuideFacts.Healthy
            .ProductionDefinition(definition => definition with { Cpu = "256", Container = definition.Container.Denied() });

        var finding = Judged.By<TaskDefinition>(facts);

        finding.Says(Outcome.Failed, Expected, "cpu expected 512, observed 256");
    }

    private static Topology Declaring(Func<TaskDefinitionDeclaration, TaskDefinitionDeclaration> change) =>
        Judged.Declaring(common => common with { TaskDefinition = change(common.TaskDefinition) });
}
