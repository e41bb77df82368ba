using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>The guide's 6.2 health check, word for word, and what scales a service, by every AWS CLI that is found here.</summary>
[Category("External")]
public sealed class AwsCliTests
{
    private GuideEndpoint _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await GuideEndpoint.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _sandbox.DisposeAsync();

    [CancelAfter(300_000)]
    [TestCase("prod-cluster", "us-east-1", "Running tasks: 3/3", "Healthy ALB targets: 3")]
    [TestCase("analytics-cluster", "us-west-2", "Running tasks: 2/2", "Healthy ALB targets: 2")]
    public async Task The_health_check_of_the_guide_passes(string cluster, string region, string running, string healthy, CancellationToken cancellationToken)
    {
        foreach (var aws in Clis())
        {
            var result = await RunAsync(aws, [GuideEndpoint.File("Guide", "health-check.sh"), cluster, region], cancellationToken);

            Assert.That(result.ExitCode, Is.Zero, () => $"{aws}: {result}");
            Assert.That(result.Output, Does.Contain(running).And.Contain(healthy).And.Contain($"Health check passed for {cluster}"), aws);
        }
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task The_health_check_of_the_guide_fails_for_a_cluster_that_is_not_in_the_region(CancellationToken cancellationToken)
    {
        var result = await RunAsync(Clis()[0], [GuideEndpoint.File("Guide", "health-check.sh"), "prod-cluster", "us-west-2"], cancellationToken);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Errors, Does.Contain("ClusterNotFoundException"));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task What_scales_a_service_is_put_told_and_taken_away(CancellationToken cancellationToken)
    {
        foreach (var aws in Clis())
        {
            var result = await RunAsync(aws, ["-c", """
                set -e
                target="--service-namespace ecs --resource-id service/analytics-cluster/notification-service --scalable-dimension ecs:service:DesiredCount --region us-west-2"
                aws application-autoscaling register-scalable-target $target --min-capacity 1 --max-capacity 9
                aws application-autoscaling put-scaling-policy $target --policy-name cpu --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration \
                  '{"TargetValue": 75.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}' --query PolicyARN --output text
                aws application-autoscaling describe-scalable-targets --service-namespace ecs --region us-west-2 --query 'ScalableTargets[].MaxCapacity' --output text
                aws application-autoscaling deregister-scalable-target $target
                aws application-autoscaling describe-scaling-policies --service-namespace ecs --region us-west-2 --query 'length(ScalingPolicies)' --output text
                """], cancellationToken);

            Assert.That(result.ExitCode, Is.Zero, () => $"{aws}: {result}");
            Assert.That(result.Output, Does.Contain(":policyName/cpu").And.Contain("\n9\n").And.EndsWith("0\n"), aws);
        }
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Curl_reaches_load_balancer_and_task_through_the_proxy(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("curl") is not [var curl, ..])
        {
            ExternalTool.Missing("curl", "install curl");
            return;
        }

        var health = await ExternalTool.RunAsync(curl, ["-s", "http://prod-alb-123456789.us-east-1.elb.amazonaws.com/health"], _sandbox.Environment, cancellationToken);
        var tasks = await RunAsync(
            Clis()[0],
            ["-c", """
                aws ecs describe-tasks --region us-east-1 --cluster prod-cluster --output text \
                  --tasks $(aws ecs list-tasks --region us-east-1 --cluster prod-cluster --service-name notification-service --query 'taskArns[0]' --output text) \
                  --query 'tasks[0].containers[0].networkInterfaces[0].privateIpv4Address'
                """],
            cancellationToken);
        var version = await ExternalTool.RunAsync(curl, ["-s", $"http://{tasks.Output.Trim()}:8083/version"], _sandbox.Environment, cancellationToken);
        var elsewhere = await ExternalTool.RunAsync(curl, ["-s", "-o", "/dev/null", "-w", "%{http_code}", "http://example.com/"], _sandbox.Environment, cancellationToken);

        Assert.That(health.Output, Is.EqualTo("""{"status":"healthy"}"""));
        Assert.That(tasks.Output, Does.StartWith("10.0."), tasks.ToString());
        Assert.That(version.Output, Does.Contain("v1.2.3"));
        Assert.That(elsewhere.Output, Is.EqualTo("403"), "the proxy must lead nowhere else");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Logs_tail_shows_the_lines_of_each_task(CancellationToken cancellationToken)
    {
        var tried = 0;
        foreach (var aws in Clis())
        {
            var lines = await RunAsync(aws, ["-c", "aws logs tail /ecs/notification-service-analytics --since 30d --format short --region us-west-2"], cancellationToken);
            if (lines.Errors.Contains("Invalid choice", StringComparison.Ordinal))
            {
                // The first generation of the CLI has no such command.
                continue;
            }

            tried++;
            Assert.That(lines.ExitCode, Is.Zero, lines.ToString);
            Assert.That(lines.Output.Split('\n').Count(line => line.EndsWith("notification-service v1.2.3 started, listening on port 8083", StringComparison.Ordinal)), Is.EqualTo(2), lines.Output);
        }

        if (tried == 0)
        {
            ExternalTool.Missing("a version 2 of the AWS CLI", "install awscli (Debian) or AWS's own package");
        }
    }

    private static IReadOnlyList<string> Clis()
    {
        var found = ExternalTool.All("aws");
        if (found.Count == 0)
        {
            ExternalTool.Missing("the AWS CLI", "install awscli (Debian) or AWS's own package");
        }

        return found;
    }

    // CLIs before 2.13 do not know AWS_ENDPOINT_URL; a shell function of the same name tells them, and the script stays as it is.
    private async Task<ToolResult> RunAsync(string aws, string[] arguments, CancellationToken cancellationToken)
    {
        var environment = _sandbox.Environment;
        environment["BASH_FUNC_aws%%"] = $$"""() { "{{aws}}" --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }""";
        return await ExternalTool.RunAsync("bash", arguments, environment, cancellationToken);
    }
}
