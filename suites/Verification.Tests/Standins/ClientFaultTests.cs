using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using NUnit.Framework;
using Verification.Tests.Wire;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Standins;

/// <summary>Retries, throttling and cancellation; they are Core's, and these tests say that our part of the pipeline lets them work.</summary>
internal sealed class ClientFaultTests
{
    private static readonly WireAnswer Broken = WireAnswer.Json("""{"__type":"ServerException","message":"Service Unavailable. Please try again later."}""", 500);
    private static readonly WireAnswer Throttled = WireAnswer.Json("""{"__type":"ThrottlingException","message":"Rate exceeded"}""", 400);
    private static readonly WireAnswer Good = WireAnswer.Json("""{"clusterArns":["a"]}""");

    [Test]
    public async Task A_server_error_is_tried_again_and_each_attempt_says_its_number()
    {
        await using var server = await WireServer.Start(Broken, Broken, Good);
        using var ecs = Clients.Ecs(server, retries: 2);

        var answer = await ecs.ListClustersAsync(new());

        Assert.That(answer.ClusterArns, Is.EqualTo((string[])["a"]));
        Assert.That(server.Calls.Select(c => c.Header("amz-sdk-request")), Is.EqualTo((string[])["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]));
        Assert.That(server.Calls.Select(c => c.Header("amz-sdk-invocation-id")).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_error_that_stays_is_the_typed_exception_of_the_last_attempt()
    {
        await using var server = await WireServer.Start(Broken);
        using var ecs = Clients.Ecs(server, retries: 1);

        var error = (await Assert.ThrowsAsync<ServerException>(() => ecs.ListClustersAsync(new())))!;

        Assert.That(error.Message, Is.EqualTo("Service Unavailable. Please try again later."));
        Assert.That(server.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_throttled_call_is_tried_again()
    {
        await using var server = await WireServer.Start(Throttled, Good);
        using var ecs = Clients.Ecs(server, retries: 1);

        await ecs.ListClustersAsync(new());

        Assert.That(server.Calls.Select(c => c.Header("amz-sdk-request")), Is.EqualTo((string[])["attempt=1; max=2", "attempt=2; max=2"]));
    }

    [Test]
    public async Task A_client_error_is_not_tried_again()
    {
        await using var server = await WireServer.Start(WireAnswer.Json("""{"__type":"InvalidParameterException","message":"No."}""", 400));
        using var ecs = Clients.Ecs(server, retries: 2);

        await Assert.ThrowsAsync<InvalidParameterException>(() => ecs.ListClustersAsync(new()));

        Assert.That(server.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_nobody_answers_ends_with_its_cancellation()
    {
        await using var server = await WireServer.Start(Good with { Never = true });
        using var ecs = Clients.Ecs(server);
        using var cancellation = new CancellationTokenSource();
        var call = ecs.ListClustersAsync(new(), cancellation.Token);
        await server.FirstCall;

        await cancellation.CancelAsync();

        // By itself it ends after a client's time limit, which is longer.
        await Assert.CatchAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None));
    }

    [Test]
    public async Task A_server_that_does_not_listen_is_named_by_its_error()
    {
        string url;
        await using (var gone = await WireServer.Start(Good))
        {
            url = gone.Url;
        }

        using var ecs = new AmazonECSClient("id", "secret", new AmazonECSConfig { ServiceURL = url, MaxErrorRetry = 0 });

        var error = (await Assert.CatchAsync<Exception>(() => ecs.ListClustersAsync(new())))!;

        Assert.That(error.ToString(), Does.Contain("refused"));
    }

    [Test]
    public async Task A_caller_without_credentials_is_told_so()
    {
        await using var server = await WireServer.Start(Good);
        using var ecs = new AmazonECSClient(new NoCredentials(), new AmazonECSConfig { ServiceURL = server.Url });

        var error = (await Assert.ThrowsAsync<AmazonClientException>(() => ecs.ListClustersAsync(new())))!;

        Assert.That(error.Message, Is.EqualTo("no credentials here"));
        Assert.That(server.Calls, Is.Empty);
    }

    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("no credentials here");
    }
}
