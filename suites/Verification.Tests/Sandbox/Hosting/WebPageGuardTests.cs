using System.Net;
using NUnit.Framework;

namespace Verification.Tests.Sandbox.Hosting;

public sealed class WebPageGuardTests
{
    private SandboxCaller _sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _sandbox = await SandboxCaller.StartAsync();

    [TestCase("Origin", "http://attacker.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "http://127.0.0.1:1")]
    [TestCase("Origin", "https://{own}")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task A_web_page_of_another_origin_is_refused_and_nothing_happens(string header, string value)
    {
        var before = _sandbox.Server.Clock.GetUtcNow();

        var answer = await SendAsync(HttpMethod.Post, "/_sandbox/time", (header, value.Replace("{own}", _sandbox.Server.Url.Authority, StringComparison.Ordinal)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("no web page of another origin").And.Contain(header));
        Assert.That(_sandbox.Server.Clock.GetUtcNow(), Is.EqualTo(before));
    }

    [Test]
    public async Task Reading_is_refused_as_well() =>
        Assert.That((await SendAsync(HttpMethod.Get, "/_sandbox/tasks", ("Sec-Fetch-Site", "cross-site"))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));

    [TestCase("Origin", "http://{own}")]
    [TestCase("Sec-Fetch-Site", "same-origin")]
    [TestCase("Sec-Fetch-Site", "none")]
    public async Task The_sandboxs_own_pages_and_typed_addresses_are_answered(string header, string value)
    {
        var answer = await SendAsync(HttpMethod.Post, "/_sandbox/time", (header, value.Replace("{own}", _sandbox.Server.Url.Authority, StringComparison.Ordinal)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("attacker.example")]
    [TestCase("127.0.0.1.attacker.example")]
    [TestCase("localhost.attacker.example")]
    public async Task A_foreign_name_that_was_made_to_lead_here_is_refused(string host)
    {
        var answer = await SendAsync(HttpMethod.Post, "/_sandbox/time", ("Host", host), ("Origin", $"http://{host}"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_foreign_name_is_not_let_in_by_a_signature()
    {
        var before = _sandbox.Server.Clock.GetUtcNow();

        var answer = await SendAsync(HttpMethod.Post, "/_sandbox/time", ("Host", "attacker.example"), ("Authorization", SandboxCaller.Authorization("ecs")));

        Assert.That(answer.IsSuccessStatusCode, Is.False);
        Assert.That(_sandbox.Server.Clock.GetUtcNow(), Is.EqualTo(before));
    }

    [TestCase("{own}", "http://attacker.example", HttpStatusCode.Forbidden)]
    [TestCase("attacker.example", "http://attacker.example", HttpStatusCode.Forbidden)]
    [TestCase("ecs.us-east-1.amazonaws.com", "http://ecs.us-east-1.amazonaws.com", HttpStatusCode.Forbidden)]
    [TestCase("{own}", "http://{own}", HttpStatusCode.OK)]
    [TestCase("sandbox.container", null, HttpStatusCode.OK)]
    public async Task No_web_page_of_another_origin_calls_AWS(string host, string? origin, HttpStatusCode expected)
    {
        string Own(string text) => text.Replace("{own}", _sandbox.Server.Url.Authority, StringComparison.Ordinal);
        (string, string)[] headers = [("Host", Own(host)), ("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters"), .. origin is null ? [] : new[] { ("Origin", Own(origin)) }];

        var answer = await _sandbox.PostAsync(new StringContent("{}", System.Text.Encoding.UTF8, "application/x-amz-json-1.1"), SandboxCaller.Authorization("ecs"), headers);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _sandbox.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_sandbox.Server.Url, path));
        request.Content = method == HttpMethod.Post ? new StringContent("""{"advanceSeconds":1}""") : null;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _sandbox.SendAsync(request);
    }
}
