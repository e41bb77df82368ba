using NUnit.Framework;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Linting;
using Verification.Fixtures.Pipelines.Linting.Rules;
using Verification.Fixtures.Pipelines.Reading;

namespace Verification.Tests.Fixtures.Pipelines.Linting;

public sealed class LintRulesTests
{
    [Test]
    public void The_pipeline_of_this_repository_has_nothing_odd() => Assert.That(Lint(PipelineWorld.Yaml), Is.Empty);

    [TestCase("type: EcsBlueGreenRollback\n", "type: EcsBlueGreenSwapTargetGroups\n", LintSeverity.Error, "rollback-missing", "name: Deploy to Production")]
    [TestCase("errors:\n                - AllErrors\n              action:\n                type: StageRollback", "errors:\n                - Timeout\n              action:\n                type: StageRollback", LintSeverity.Error, "failure-strategy-missing", "name: Deploy to Production")]
    [TestCase("type: StageRollback", "type: MarkAsFailure", LintSeverity.Warning, "rollback-not-triggered", "name: Deploy to Production")]
    [TestCase("prodListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb", "prodListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/other-alb", LintSeverity.Error, "listener-of-another", "other-alb")]
    [TestCase("                    prodListenerRuleArn: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/prod-alb/xyz789/abc123/rule1\n", "", LintSeverity.Note, "default-rule", "loadBalancer: prod-alb")]
    [TestCase("$VERIFICATION health --cluster prod-cluster\n", "sleep 30\n", LintSeverity.Warning, "sleep-as-wait", "sleep 30")]
    [TestCase("$VERIFICATION health --cluster prod-cluster\n", "aws ecs describe-services --cluster prod-cluster --services notification-service\n", LintSeverity.Warning, "plain-service-name", "--services notification-service")]
    [TestCase("$VERIFICATION health --cluster prod-cluster\n", "TG=arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/abc123\n", LintSeverity.Warning, "fixed-target-group", "TG=arn")]
    [TestCase("$VERIFICATION health --cluster prod-cluster\n", "echo <+artifacts.primary.tag>\n", LintSeverity.Warning, "artifact-outside-deployment", "echo <+artifacts")]
    [TestCase("                    duration: 30s\n                  timeout: 1m", "                    duration: 2m\n                  timeout: 1m", LintSeverity.Error, "timeout-short", "name: Let It Settle")]
    [TestCase("                  spec: {}\n                  timeout: 10m", "                  spec: {}\n                  timeout: 2m", LintSeverity.Warning, "timeout-short", "name: Rollback Production")]
    [TestCase("doNotDownsizeOldService: true\n                  timeout: 10m", "doNotDownsizeOldService: false\n                  timeout: 2m", LintSeverity.Warning, "timeout-short", "name: Swap Target Groups")]
    [TestCase("webhookUrl: <+secrets.getValue(\"slack_webhook_url\")>", "webhookUrl: https://hooks.slack.com/services/T0/B0/x", LintSeverity.Error, "webhook-in-plain-text", "hooks.slack.com")]
    [TestCase("type: Slack", "type: MsTeams", LintSeverity.Note, "channel-not-sent", "name: Deployment Failed")]
    public void Something_odd_is_found_with_its_line(string before, string after, LintSeverity severity, string rule, string lineWith)
    {
        var yaml = PipelineWorld.With(before, after);

        var findings = Lint(yaml);

        var found = findings.Where(finding => finding.Rule == rule).ToList();
        Assert.That(found, Is.Not.Empty, () => string.Join('\n', findings));
        Assert.That(found[0].Severity, Is.EqualTo(severity));
        var line = yaml.Split('\n')[found[0].Line - 1];
        Assert.That(Near(yaml, found[0].Line), Does.Contain(lineWith), line);
    }

    [Test]
    public void A_deployment_that_nobody_looks_at_is_odd()
    {
        var yaml = PipelineWorld.Yaml.Replace("type: Verify\n", "type: Wait\n                  spec: { duration: 1s }\n", StringComparison.Ordinal);

        Assert.That(Lint(yaml).Where(finding => finding.Rule == "verify-missing").Select(finding => finding.Message), Is.EqualTo(
        [
            "nothing looks at what stage deploy_production deployed before deploy_analytics changes the next cluster",
            "nothing looks at what stage deploy_analytics deployed",
        ]));
    }

    [TestCase("weightPercentage: 100", "weightPercentage: 90", "shift-unfinished")]
    [TestCase("type: StandAloneTrafficShiftRollback, name", "type: EcsRollingRollback, name", "rollback-missing")]
    [TestCase("stageTargetGroupArn: arn", "stageTargetGroupArn: arn", "stage-group-fixed")]
    public void A_traffic_shift_that_is_odd_is_found(string before, string after, string rule)
    {
        Assert.That(ProductionPipeline.Shifted, Does.Contain(before));

        Assert.That(Lint(ProductionPipeline.Shifted.Replace(before, after, StringComparison.Ordinal)).Select(one => one.Rule), Does.Contain(rule));
        Assert.That(Lint(ProductionPipeline.Shifted).Select(one => one.Rule), Does.Not.Contain("shift-unfinished").And.Not.Contain("rollback-missing"));
    }

    [Test]
    public void A_comment_about_sleeping_is_not_odd() =>
        Assert.That(Lint(PipelineWorld.With("$VERIFICATION health --cluster prod-cluster\n", "# sleep 30 would not do\n")), Is.Empty);

    [Test]
    public void Clusters_that_are_left_out_or_come_in_another_order_are_odd()
    {
        var topology = PipelineWorld.Topology with { Clusters = [.. PipelineWorld.Topology.Clusters.Reverse()] };
        var without = PipelineWorld.Definitions with { Infrastructures = [.. PipelineWorld.Definitions.Infrastructures.Where(one => one.Identifier == "prod_ecs_infra")] };
        var pipeline = PipelineFile.Parse(PipelineWorld.Yaml, PipelineWorld.File);

        Assert.That(LintRules.Check(new LintSubject(pipeline, PipelineWorld.Definitions, topology)).Select(one => one.Rule), Is.EqualTo(["order-of-clusters"]));
        Assert.That(LintRules.Check(new LintSubject(pipeline, without, PipelineWorld.Topology)).Select(one => one.Rule), Is.EqualTo(["cluster-left-out"]));
    }

    [Test]
    public void Simultaneous_deployments_and_a_manifest_without_its_target_group_are_errors()
    {
        var service = PipelineWorld.Definitions.Services.Single();
        var definitions = PipelineWorld.Definitions with
        {
            Infrastructures = [.. PipelineWorld.Definitions.Infrastructures.Select(one => one with { AllowsSimultaneousDeployments = true })],
            Services = [service with { Manifests = service.Manifests with { Service = service.Manifests.TaskDefinition } }],
        };

        var findings = LintRules.Check(new LintSubject(PipelineFile.Parse(PipelineWorld.Yaml, PipelineWorld.File), definitions, PipelineWorld.Topology));

        Assert.That(findings.Select(one => (one.Rule, one.Severity)).Distinct(), Is.EquivalentTo(
            [("simultaneous-deployments", LintSeverity.Error), ("target-group-missing", LintSeverity.Error)]));
    }

    [Test]
    public void What_cannot_be_read_or_planned_is_among_the_findings()
    {
        var folder = Directory.CreateTempSubdirectory("verification-test-").FullName;
        try
        {
            var file = Path.Combine(folder, "p.yaml");
            File.WriteAllText(file, PipelineWorld.With("type: Verify\n", "type: Verfy\n"));
            var unread = PipelineExecution.Lint(Request(file));
            File.WriteAllText(file, PipelineWorld.With("serviceRef: notification_service", "serviceRef: other"));
            var unplanned = PipelineExecution.Lint(Request(file));

            Assert.That(unread.Select(one => (one.Rule, one.Severity)), Is.EqualTo([("syntax", LintSeverity.Error)]));
            Assert.That(unplanned.Select(one => one.Rule), Does.Contain("plan"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PipelineRequest Request(string file) => new()
    {
        File = file,
        StandardDefinitions = PipelineWorld.Folder,
        Topology = PipelineWorld.Topology,
        Options = PipelineWorld.Options,
    };

    private static IReadOnlyList<LintFinding> Lint(string yaml) =>
        LintRules.Check(new LintSubject(PipelineFile.Parse(yaml, PipelineWorld.File), PipelineWorld.Definitions, PipelineWorld.Topology));

    // A stage, step or map begins at its first key, which may stand a line away from the one that says most.
    private static string Near(string yaml, int line) => string.Join('\n', yaml.Split('\n')[Math.Max(0, line - 2)..Math.Min(line + 2, yaml.Split('\n').Length)]);
}
