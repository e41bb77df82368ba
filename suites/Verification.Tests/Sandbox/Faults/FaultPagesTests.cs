using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Sandbox.Faults;
using Verification.Tests.Architecture;
using Verification.Tests.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Faults;

public sealed class FaultPagesTests
{
    private SandboxCaller _sandbox = null!;

    [SetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync();

    [Test]
    public async Task A_fault_is_listed_as_it_was_asked_for_with_its_defaults_and_how_often_it_has_struck()
    {
        await _sandbox.AddFaultAsync("""{"kind":"server-error","region":"us-east-1","service":"ecr","probability":0.5,"seed":7,"durationSeconds":300,"count":3}""");

        var fault = (await ListAsync()).Single()!;

        var now = _sandbox.Server.Clock.GetUtcNow().UtcDateTime;
        Assert.That(((DateTime)fault["addedAt"]!, (DateTime)fault["endsAt"]!), Is.EqualTo((now, now.AddSeconds(300))));
        fault["addedAt"] = fault["endsAt"] = null;
        Assert.That(fault.ToJsonString(), Is.EqualTo(
            """{"id":"fault-1","kind":"server-error","region":"us-east-1","service":"ecr","status":500,"probability":0.5,"seed":7,"addedAt":null,"durationSeconds":300,"endsAt":null,"count":3,"hits":0}"""));
    }

    [Test]
    public async Task One_fault_can_be_removed_and_so_can_all()
    {
        var first = await _sandbox.AddFaultAsync("""{"kind":"throttling"}""");
        await _sandbox.AddFaultAsync("""{"kind":"no-capacity"}""");
        await _sandbox.AddFaultAsync("""{"kind":"dead-port"}""");

        await _sandbox.DeleteAsync($"/_sandbox/faults/{first}");
        var left = (await ListAsync()).Select(fault => (string)fault!["kind"]!).ToList();
        await _sandbox.DeleteAsync("/_sandbox/faults");

        Assert.That(left, Is.EqualTo(["no-capacity", "dead-port"]));
        Assert.That(await ListAsync(), Is.Empty);
    }

    [Test]
    public async Task A_fault_that_is_not_there_cannot_be_removed() =>
        Assert.That((await _sandbox.DeleteAsync("/_sandbox/faults/fault-9")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task A_fault_is_gone_when_its_time_is_over()
    {
        await _sandbox.AddFaultAsync("""{"kind":"throttling","durationSeconds":60}""");

        await _sandbox.Server.AdvanceAsync(TimeSpan.FromSeconds(59), CancellationToken.None);
        var during = (await ListAsync()).Count;
        await _sandbox.Server.AdvanceAsync(TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.That((during, (await ListAsync()).Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_reset_removes_all_faults()
    {
        await _sandbox.AddFaultAsync("""{"kind":"throttling"}""");

        await _sandbox.PostJsonAsync("/_sandbox/reset?seed=none", "");

        Assert.That(await ListAsync(), Is.Empty);
    }

    [TestCase("{}", "kind: expected one of throttling, aws-token-buckets, ")]
    [TestCase("""{"kind":"earthquake"}""", "rule-not-shifting; found \"earthquake\"")]
    [TestCase("""{"kind":1}""", "; found 1")]
    [TestCase("""{"kind":"throttling","task":"abc"}""", "task: 'throttling' has no such field; it has kind, region, service, operation, cluster, probability, seed, durationSeconds, count")]
    [TestCase("""{"kind":"throttling","probability":1.5}""", "probability: expected a number from 0 to 1, found 1.5")]
    [TestCase("""{"kind":"throttling","probability":"1"}""", "probability: expected a number from 0 to 1, found \"1\"")]
    [TestCase("""{"kind":"throttling","count":1.5}""", "count: expected a whole number from 1 to 2147483647, found 1.5")]
    [TestCase("""{"kind":"throttling","region":""}""", "region: expected a text, found \"\"")]
    [TestCase("""{"kind":"throttling","region":"us-east-1","region":"us-west-2"}""", "region: expected once, found twice")]
    [TestCase("""{"kind":"crash-after"}""", "seconds: expected a number from 0 to 86400, found none")]
    [TestCase("""{"kind":"crash-after","seconds":1,"exitCode":256}""", "exitCode: expected a whole number from 0 to 255, found 256")]
    [TestCase("""{"kind":"wrong-version"}""", "answers: expected a text, found none")]
    [TestCase("""{"kind":"throttling","region":"east"}""", "region: expected a region such as us-east-1, found 'east'")]
    [TestCase("""{"kind":"throttling","service":"ECS"}""", "service: expected one of application-autoscaling, ec2, ecr, ecs, ")]
    [TestCase("""{"kind":"throttling","service":"ecr","operation":"DescribeServices"}""", "operation: expected an operation that the sandbox has in ecr; found 'DescribeServices'")]
    [TestCase("""{"kind":"throttling","operation":"DescribeNothing"}""", "operation: expected an operation that the sandbox has; found 'DescribeNothing'")]
    [TestCase("[]", "expected a JSON object, found []")]
    public async Task A_fault_that_makes_no_sense_is_refused_with_what_was_expected_and_found(string json, string message)
    {
        var answer = await _sandbox.PostJsonAsync("/_sandbox/faults", json);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"], Does.Contain(message));
        Assert.That(await ListAsync(), Is.Empty);
    }

    [Test]
    public async Task Every_mistake_is_named_at_once()
    {
        var answer = await _sandbox.PostJsonAsync("/_sandbox/faults", """{"kind":"crash-after","seed":-1,"colour":"red"}""");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("colour").And.Contain("seconds:").And.Contain("seed:"));
    }

    [Test]
    public async Task Every_kind_is_explained()
    {
        var answer = JsonNode.Parse(await (await _sandbox.GetAsync("/_sandbox/faults/kinds")).Content.ReadAsStringAsync())!;

        var crash = answer["kinds"]!.AsArray().Single(kind => (string)kind!["kind"]! == "crash-after")!;
        Assert.That(answer["kinds"]!.AsArray(), Has.Count.EqualTo(FaultKinds.All.Count));
        Assert.That(crash["scope"]!.ToJsonString(), Is.EqualTo("""["region","cluster","ecsService","task","version"]"""));
        Assert.That(crash["parameters"]!.ToJsonString(), Is.EqualTo("""{"seconds":"a number from 0 to 86400","exitCode":"a whole number from 0 to 255, 1 when not given"}"""));
    }

    [Test]
    public void Every_kind_has_a_name_of_its_own_and_a_test_that_adds_it()
    {
        var tests = string.Concat(SourceTree.Files("*Tests.cs").Where(file => file.Contains($"{Path.DirectorySeparatorChar}Faults{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.EndsWith("FaultPagesTests.cs", StringComparison.Ordinal)).Select(File.ReadAllText));

        var untested = FaultKinds.All.Where(kind => !tests.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal));

        Assert.That(FaultKinds.All.Select(kind => kind.Name), Is.Unique);
        Assert.That(untested, Is.Empty);
    }

    [TearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    private async Task<JsonArray> ListAsync() =>
        JsonNode.Parse(await (await _sandbox.GetAsync("/_sandbox/faults")).Content.ReadAsStringAsync())!["faults"]!.AsArray();
}
