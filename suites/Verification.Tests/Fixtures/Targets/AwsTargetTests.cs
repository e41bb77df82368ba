using Amazon.ECS.Model;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.Pacing;
using Verification.Model.Checks;
using Verification.Model.Topologies;
using Verification.Tests.Fixtures.Pipelines;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Targets;

/// <summary>The target of real AWS, with the sandbox in AWS's place: accounts, roles and the three that must agree before anything is changed.</summary>
public sealed class AwsTargetTests
{
    private const string Account = "123456789012";
    private static readonly BasicAWSCredentials Own = new("test", "test");
    private static readonly CallPace Pace = new(share: 1, TimeProvider.System);

    private SandboxTarget _sandbox = null!;

    private static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _sandbox = await SandboxTarget.StartAsync(port: 0, "guide", speed: 60, Token);
        var role = new CreateRoleRequest
        {
            RoleName = "harness-delegate",
            AssumeRolePolicyDocument = $$$$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{{Account}}}}:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"harness-1"}}}]}
                """,
        };
        await _sandbox.In("us-east-1").Iam.CreateRoleAsync(role, Token);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _sandbox.DisposeAsync();

    [Test]
    public async Task Clusters_are_looked_at_by_the_role_that_the_topology_names_for_each()
    {
        await using var target = await OpenAsync(With(role: new AssumedRole($"arn:aws:iam::{Account}:role/harness-delegate", "release-7", "harness-1")));

        var run = await VerificationRun.OnAsync(target, PipelineWorld.Topology, CheckCatalog.All, progress: null, TimeProvider.System, Token);

        Assert.That(run.Decision.Kind, Is.EqualTo(Verification.Model.Gate.DecisionKind.Promote), run.Decision.Reason);
        Assert.That((target.Name, run.Snapshot.Target), Is.EqualTo(("aws", "aws")));
    }

    [TestCase("wrong", "not authorized")]
    [TestCase(null, "not authorized")]
    public void Role_that_may_not_be_assumed_is_told_before_anything_else(string? externalId, string message)
    {
        var topology = With(role: new AssumedRole($"arn:aws:iam::{Account}:role/harness-delegate", "release-7", externalId));

        Assert.That(() => OpenAsync(topology), Throws.TypeOf<TargetException>().With.Message.Contains("us-east-1").And.Message.Contains(message).And.Message.Contains("trust policy"));
    }

    [Test]
    public void Credentials_of_another_account_are_refused_with_both_accounts()
    {
        var other = PipelineWorld.Topology with { AccountId = "999999999999" };

        Assert.That(() => OpenAsync(other), Throws.TypeOf<TargetException>().With.Message.Contains("999999999999").And.Message.Contains(Account).And.Message.Contains("AWS_PROFILE"));
    }

    [Test]
    public void Credentials_that_AWS_does_not_know_are_explained() =>
        Assert.That(
            () => AwsTarget.OpenAsync(PipelineWorld.Topology, false, null, Pace, _sandbox.Url, new BasicAWSCredentials("AKIAINVALIDKEY", "x"), Token),
            Throws.TypeOf<TargetException>().With.Message.Contains("does not know these credentials"));

    [Test]
    public async Task Expired_credentials_are_explained()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var sandbox = await SandboxTarget.StartAsync(port: 0, "guide", speed: 60, Token);
        using var content = new StringContent("""{"kind":"expired-credentials"}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(sandbox.Url, "/_sandbox/faults"), content, Token);

        Assert.That(answer.IsSuccessStatusCode, Is.True);
        Assert.That(() => AwsTarget.OpenAsync(PipelineWorld.Topology, false, null, Pace, sandbox.Url, Own, Token), Throws.TypeOf<TargetException>().With.Message.Contains("expired").And.Message.Contains("aws sso login"));
    }

    [Test]
    public void Two_roles_in_one_region_are_refused()
    {
        var topology = With(role: new AssumedRole($"arn:aws:iam::{Account}:role/harness-delegate", "a", "harness-1"));
        var both = topology with { Clusters = [topology.Clusters[0], topology.Clusters[1] with { Region = "us-east-1", AssumeRole = null }] };

        Assert.That(() => OpenAsync(both), Throws.TypeOf<TargetException>().With.Message.Contains("expected one role for all clusters of a region"));
    }

    [TestCase(false, false, "looked at only")]
    [TestCase(true, false, "allowChangesIn")]
    [TestCase(false, true, "looked at only")]
    public async Task Nothing_is_changed_unless_settings_and_topology_both_allow_it(bool settings, bool topology, string reason)
    {
        await using var target = await OpenAsync(With(allowed: topology), settings);

        Assert.That(target.Changes.IsAllowed, Is.False);
        Assert.That(
            () => target.In("us-east-1").Ecs.UpdateServiceAsync(new UpdateServiceRequest { Cluster = "prod-cluster", Service = "frontend-service", DesiredCount = 0 }, Token),
            Throws.TypeOf<TargetException>().With.Message.Contains(reason));
    }

    [Test]
    public async Task Where_both_allow_it_and_the_caller_is_of_that_account_it_may_be_changed()
    {
        await using var target = await OpenAsync(With(allowed: true), allowChanges: true);

        await target.In("us-east-1").Ecs.TagResourceAsync(
            new TagResourceRequest { ResourceArn = $"arn:aws:ecs:us-east-1:{Account}:cluster/prod-cluster", Tags = [new Amazon.ECS.Model.Tag { Key = "seen", Value = "yes" }] }, Token);

        Assert.That(target.Changes.IsAllowed, Is.True);
    }

    private static Topology With(AssumedRole? role = null, bool allowed = false) => PipelineWorld.Topology with
    {
        AllowChangesIn = allowed ? [Account] : [],
        Clusters = [.. PipelineWorld.Topology.Clusters.Select(cluster => cluster with { AssumeRole = role })],
    };

    private Task<AwsTarget> OpenAsync(Topology topology, bool allowChanges = false) => AwsTarget.OpenAsync(topology, allowChanges, _sandbox.Url, Pace, _sandbox.Url, Own, Token);
}
