using NUnit.Framework;
using Verification.Fixtures.Harness;
using Verification.Model.Facts;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Tests.Fixtures.Harness;

/// <summary>Harness's words as facts.</summary>
public sealed class HarnessLookTests
{
    private WireMockServer _harness = null!;
    private HttpMessageInvoker _http = null!;

    [SetUp]
    public void SetUp()
    {
        _harness = WireMockServer.Start();
        _http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
    }

    [TearDown]
    public void TearDown()
    {
        _harness.Dispose();
        _http.Dispose();
    }

    [TestCase("failureInfo")]
    [TestCase("executionErrorInfo")]
    public async Task What_an_execution_failed_of_is_a_fact_and_a_delegate_that_nobody_knows_is_not_connected(string place)
    {
        _harness.Given(Request.Create().WithPath("/pipeline/api/pipelines/execution/v2/e1").UsingGet())
            .RespondWith(Response.Create().WithBody("""{"data":{"pipelineExecutionSummary":{"status":"Failed","PLACE":{"message":"Unable to register task definition"}}}}""".Replace("PLACE", place, StringComparison.Ordinal)));
        _harness.Given(Request.Create().WithPath("/ng/api/delegate-setup/listDelegates").UsingPost())
            .RespondWith(Response.Create().WithBody("""{"resource":[{"name":"delegate-prod","connected":true,"tags":[]}]}"""));

        var facts = await TakeAsync("delegate-prod", "delegate-analytics");

        Assert.That(((Observation<ExecutionFact>.Seen)facts.Execution).Value.Errors.Single(), Is.EqualTo("Unable to register task definition"));
        Assert.That(facts.Delegates.Match(seen => string.Join(' ', seen.Value), _ => "", _ => ""), Does.Contain("delegate-prod, IsConnected = True").And.Contain("delegate-analytics, IsConnected = False"));
    }

    [Test]
    public async Task What_Harness_does_not_tell_is_unavailable()
    {
        _harness.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(403));

        var facts = await TakeAsync();

        Assert.That(facts.Delegates, Is.TypeOf<Observation<System.Collections.Immutable.ImmutableArray<DelegateFact>>.Unavailable>());
        Assert.That(facts.Execution, Is.TypeOf<Observation<ExecutionFact>.Unavailable>());
    }

    private Task<HarnessFacts> TakeAsync(params string[] delegates) => HarnessLook.TakeAsync(
        new HarnessClient(_http, new HarnessOptions { Url = new Uri(_harness.Url!), Account = "acc", ApiKey = "key" }, TimeProvider.System), delegates, "e1", TimeProvider.System, CancellationToken.None);
}
