using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.Hosting;

public sealed class TimePageTests
{
    private SandboxCaller _sandbox = null!;

    [SetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync();

    [Test]
    public async Task It_says_what_time_it_is_and_how_fast_it_goes()
    {
        var time = JsonNode.Parse(await (await _sandbox.GetAsync("/_sandbox/time")).Content.ReadAsStringAsync())!;

        Assert.That((DateTimeOffset)time["now"]!, Is.EqualTo(_sandbox.Server.Clock.GetUtcNow()));
        Assert.That((double)time["speed"]!, Is.Zero);
    }

    [Test]
    public async Task Time_advances_by_what_is_asked_for_and_the_loops_have_done_their_part()
    {
        var before = _sandbox.Server.Clock.GetUtcNow();
        await _sandbox.JsonAsync("AmazonEC2ContainerServiceV20141113.CreateCluster", """{"clusterName":"prod"}""", SandboxCaller.Authorization("ecs"));

        var answer = await _sandbox.PostJsonAsync("/_sandbox/time", """{"advanceSeconds":90.5}""");

        var time = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.That((DateTimeOffset)time["now"]! - before, Is.EqualTo(TimeSpan.FromSeconds(90.5)));
    }

    [Test]
    public async Task The_speed_can_be_changed_and_set_back_to_by_hand()
    {
        var faster = JsonNode.Parse(await (await _sandbox.PostJsonAsync("/_sandbox/time", """{"speed":60}""")).Content.ReadAsStringAsync())!;
        var byHand = JsonNode.Parse(await (await _sandbox.PostJsonAsync("/_sandbox/time", """{"speed":0}""")).Content.ReadAsStringAsync())!;

        Assert.That(((double)faster["speed"]!, (double)byHand["speed"]!), Is.EqualTo((60, 0)));
        Assert.That(_sandbox.Server.Clock.Speed, Is.Zero);
        Assert.That((DateTimeOffset)byHand["now"]!, Is.EqualTo(_sandbox.Server.Clock.GetUtcNow()));
    }

    [TestCase("""{"speed":-1}""")]
    [TestCase("""{"speed":3601}""")]
    [TestCase("""{"speed":"fast"}""")]
    [TestCase("""{"advanceSeconds":0}""")]
    [TestCase("""{"advanceSeconds":86401}""")]
    [TestCase("""{"advanceSeconds":1e999}""")]
    [TestCase("""{"speed":1,"advanceSeconds":1}""")]
    [TestCase("""{"sped":1}""")]
    [TestCase("{}")]
    public async Task What_makes_no_sense_is_refused_with_what_was_expected_and_found(string body)
    {
        var before = _sandbox.Server.Clock.GetUtcNow();

        var answer = await _sandbox.PostJsonAsync("/_sandbox/time", body);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"],
            Is.EqualTo($$"""expected {"speed":0 to 3600} or {"advanceSeconds":more than 0, to 86400}, found {{body}}"""));
        Assert.That((_sandbox.Server.Clock.GetUtcNow(), _sandbox.Server.Clock.Speed), Is.EqualTo((before, 0)));
    }

    [TestCase("", "expected a JSON object, found an empty body")]
    [TestCase("{", "expected a JSON object, found no JSON")]
    [TestCase("""{"\ud800":1}""", "expected a JSON object, found no JSON")]
    [TestCase("[60]", "expected a JSON object, found [60]")]
    public async Task What_is_no_object_is_refused(string body, string message)
    {
        var answer = await _sandbox.PostJsonAsync("/_sandbox/time", body);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"], Does.StartWith(message));
    }

    [Test]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var answer = await _sandbox.PostJsonAsync("/_sandbox/time", new string(' ', (64 * 1024) + 1));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("expected at most 65536 bytes of JSON, found more"));
    }

    [TearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();
}
