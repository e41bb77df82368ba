using System.Net.Http.Json;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.Pacing;
using Verification.Rehearsal.Commands;
using Verification.Tests.Fixtures.Pipelines;
using Verification.Tests.Load;

namespace Verification.Tests.Fixtures.Capabilities;

public sealed class PreflightTests
{
    private SandboxTarget _sandbox = null!;

    private static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await SandboxTarget.StartAsync(port: 0, "guide", speed: 0, Token);

    [OneTimeTearDown]
    public async Task StopAsync() => await _sandbox.DisposeAsync();

    [TearDown]
    public async Task ClearAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.DeleteAsync(new Uri(_sandbox.Url, "/_sandbox/faults"), Token);
        answer.EnsureSuccessStatusCode();
    }

    [TestCase(Purposes.Verify)]
    [TestCase(Purposes.Verify | Purposes.Explain | Purposes.Deploy | Purposes.Publish | Purposes.Load | Purposes.Cleanup | Purposes.RollBack)]
    public async Task Sandbox_has_all_that_is_needed_and_nothing_of_it_was_changed(Purposes purposes)
    {
        var before = _sandbox.Calls.Calls;

        var report = await LookAsync(purposes);

        var open = report.Missing.Concat(report.Unclear).ToList();
        Assert.That(open, Is.Empty);
        Assert.That(report.Status, Is.EqualTo(PreflightStatus.There));
        Assert.That(_sandbox.Calls.Since(before).Keys.Where(call => !ReadOnlyOperations.Includes(call.Split(':')[1])), Is.Empty);
    }

    [TestCase("ecs", "DescribeServices", "AccessDeniedException")]
    [TestCase("elasticloadbalancing", "DescribeRules", "AccessDenied")]
    [TestCase("ec2", "DescribeSubnets", "UnauthorizedOperation")]
    [TestCase("ecs", "UpdateService", "no policy allows it on arn:aws:ecs:us-east-1:123456789012:service/prod-cluster/notification-service__1")]
    [TestCase("elasticloadbalancing", "ModifyRule", "no policy allows it on arn:aws:elasticloadbalancing:")]
    public async Task What_the_caller_may_not_is_named_with_its_region(string service, string operation, string said)
    {
        await AddFaultAsync(new { kind = "access-denied", service, operation });

        var report = await LookAsync(Purposes.Verify | Purposes.Deploy);

        Assert.That(report.Status, Is.EqualTo(PreflightStatus.Missing));
        Assert.That(report.Missing.Select(line => (line.Subject, line.Region)), Is.EqualTo([($"{service}:{operation}", "us-east-1"), ($"{service}:{operation}", "us-west-2")]));
        Assert.That(report.Missing.First().Said, Does.Contain(said));
    }

    [Test]
    public async Task Where_IAM_may_not_be_asked_changes_are_not_asked_and_nothing_is_taken_for_granted()
    {
        await AddFaultAsync(new { kind = "access-denied", service = "iam", operation = "SimulatePrincipalPolicy" });

        var report = await LookAsync(Purposes.Deploy);

        Assert.That(report.Status, Is.EqualTo(PreflightStatus.Unknown));
        Assert.That(report.Missing, Is.Empty);
        Assert.That(report.Unclear.Select(line => line.Status).Distinct(), Is.EqualTo([PreflightStatus.NotAsked]));
        Assert.That(report.Unclear.Select(line => line.Subject), Does.Contain("ecs:UpdateService").And.Not.Contain("ecs:DescribeServices"));
        Assert.That(report.Unclear.First().Said, Does.Contain("iam:SimulatePrincipalPolicy: AccessDenied"));
    }

    [Test]
    public async Task What_only_a_deployment_needs_does_not_stand_in_the_way_of_a_rollback()
    {
        await AddFaultAsync(new { kind = "access-denied", service = "elasticloadbalancing", operation = "ModifyRule" });
        var free = await LookAsync(Purposes.Verify | Purposes.RollBack);
        await AddFaultAsync(new { kind = "access-denied", service = "ecs", operation = "UpdateService", region = "us-west-2" });
        var barred = await LookAsync(Purposes.Verify | Purposes.RollBack);

        Assert.That(free.Status, Is.EqualTo(PreflightStatus.There));
        Assert.That(barred.Missing.Select(line => (line.Subject, line.Region)), Is.EqualTo([("ecs:UpdateService", "us-west-2")]));
    }

    [Test]
    public async Task Registry_is_asked_in_its_own_region_which_may_have_no_cluster()
    {
        var topology = PipelineWorld.Topology with { Registry = PipelineWorld.Topology.Registry with { Region = "eu-central-1" } };

        var report = await new Preflight(_sandbox, topology, _ => null, TimeProvider.System).LookAsync(Purposes.Publish, Token);

        Assert.That(report.Lines.Where(line => line.Subject is "ecr:GetAuthorizationToken" or "ecr:PutImage").Select(line => line.Region), Is.EqualTo(["eu-central-1", "eu-central-1"]));
    }

    [Test]
    public async Task Expired_credentials_are_no_answer()
    {
        await AddFaultAsync(new { kind = "expired-credentials" });

        var report = await LookAsync(Purposes.Verify);

        Assert.That(report.Status, Is.EqualTo(PreflightStatus.Unknown));
        Assert.That(report.Unclear.First().Said, Does.Contain("Expired"));
    }

    [TestCase(-7, PreflightStatus.Missing, "7 minutes behind")]
    [TestCase(9, PreflightStatus.Missing, "9 minutes ahead")]
    [TestCase(2, PreflightStatus.There, " s off")]
    public async Task Clock_that_AWS_would_not_bear_is_named(int minutes, PreflightStatus status, string said)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(minutes));

        var report = await new Preflight(_sandbox, PipelineWorld.Topology, _ => null, time).LookAsync(Purposes.None, Token);

        var clock = report.Lines.Single(line => line.Subject == "clock");
        Assert.That(clock.Status, Is.EqualTo(status));
        Assert.That(clock.Said, Does.Contain(said));
    }

    [TestCase("2026-01-01T12:00:00Z", PreflightStatus.Missing, "expired at")]
    [TestCase("2026-01-01T12:50:00Z", PreflightStatus.Missing, "expire in 20 minutes")]
    [TestCase("2026-01-01T20:00:00Z", PreflightStatus.There, "good until")]
    [TestCase("soon", PreflightStatus.Unknown, "no time: soon")]
    public void Credentials_that_end_before_a_rollback_might_are_named(string until, PreflightStatus status, string said)
    {
        var line = CredentialLife.Look(name => name == "AWS_CREDENTIAL_EXPIRATION" ? until : null, new DateTimeOffset(2026, 1, 1, 12, 30, 0, TimeSpan.Zero));

        Assert.That(line!.Status, Is.EqualTo(status));
        Assert.That(line.Said, Does.Contain(said));
    }

    [TestCase("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n", PreflightStatus.NotImplemented)]
    [TestCase("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", PreflightStatus.NotImplemented)]
    [TestCase("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", PreflightStatus.Unknown)]
    [TestCase("HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 40\r\n\r\n{\"__type\":\"UnknownOperationException\"}   ", PreflightStatus.NotImplemented)]
    [TestCase("HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 40\r\n\r\n{\"__type\":\"ClusterNotFoundException\"}    ", PreflightStatus.There)]
    [TestCase("HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 40\r\n\r\n{\"__type\":\"AccessDeniedException\"}       ", PreflightStatus.Missing)]
    public async Task Answer_tells_whether_there_is_an_operation(string answer, PreflightStatus status)
    {
        await using var server = OddServer.Saying(answer);
        await using var target = new EndpointTarget("odd", server.Url, trafficProxy: null, new BasicAWSCredentials("test", "test"), TargetClock.Real, new ChangePermission(false, "a test"));
        var topology = PipelineWorld.Topology with { Clusters = [PipelineWorld.Topology.Clusters[0]] };

        var report = await new Preflight(target, topology, _ => null, TimeProvider.System).LookAsync(Purposes.Cleanup, Token);

        Assert.That(report.Lines.Single(line => line.Subject == "ecs:ListClusters").Status, Is.EqualTo(status), () => string.Join('\n', report.Lines));
    }

    [Test]
    public async Task On_AWS_a_change_is_not_begun_without_its_permissions()
    {
        await using var aws = await AwsTarget.OpenAsync(PipelineWorld.Topology, false, null, new CallPace(1, TimeProvider.System), _sandbox.Url, new BasicAWSCredentials("test", "test"), Token);
        await Work.PreflightAsync(aws, PipelineWorld.Topology, Purposes.Deploy, Token);
        await AddFaultAsync(new { kind = "access-denied", service = "ecs", operation = "CreateService" });

        Assert.That(
            () => Work.PreflightAsync(aws, PipelineWorld.Topology, Purposes.Deploy, Token),
            Throws.TypeOf<TargetException>().With.Message.Contains("nothing was begun").And.Message.Contains("ecs:CreateService us-east-1"));
        Assert.That(() => Work.PreflightAsync(_sandbox, PipelineWorld.Topology, Purposes.Deploy, Token), Throws.Nothing, "only AWS is asked by itself");
    }

    private Task<PreflightReport> LookAsync(Purposes purposes) => new Preflight(_sandbox, PipelineWorld.Topology, _ => null, TimeProvider.System).LookAsync(purposes, Token);

    private async Task AddFaultAsync(object fault)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(_sandbox.Url, "/_sandbox/faults"), fault, Token);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync(Token));
    }
}
