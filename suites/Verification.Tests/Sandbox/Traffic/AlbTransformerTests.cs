using System.Net;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Verification.Sandbox.Traffic;

namespace Verification.Tests.Sandbox.Traffic;

public sealed class AlbTransformerTests
{
    [Test]
    public async Task The_host_stays_and_the_forwarded_headers_are_added()
    {
        var sent = await TransformAsync("append", []);

        Assert.That(sent.Headers.Host, Is.EqualTo("prod-alb-1.us-east-1.elb.amazonaws.com"));
        Assert.That(Of(sent, "X-Forwarded-For"), Is.EqualTo("127.0.0.1"));
        Assert.That(Of(sent, "X-Forwarded-Proto"), Is.EqualTo("http"));
        Assert.That(Of(sent, "X-Forwarded-Port"), Is.EqualTo("8080"));
        Assert.That(Of(sent, "X-Amzn-Trace-Id"), Does.Match("^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$"));
    }

    [TestCase("append", "203.0.113.1, 127.0.0.1")]
    [TestCase("preserve", "203.0.113.1")]
    [TestCase("remove", null)]
    public async Task The_clients_address_is_treated_as_the_load_balancers_attribute_says(string mode, string? expected)
    {
        var sent = await TransformAsync(mode, new() { ["X-Forwarded-For"] = "203.0.113.1" });

        Assert.That(Of(sent, "X-Forwarded-For"), Is.EqualTo(expected));
    }

    [Test]
    public async Task What_a_client_claims_about_protocol_and_port_is_replaced()
    {
        var sent = await TransformAsync("append", new() { ["X-Forwarded-Proto"] = "https", ["X-Forwarded-Port"] = "443" });

        Assert.That((Of(sent, "X-Forwarded-Proto"), Of(sent, "X-Forwarded-Port")), Is.EqualTo(("http", "8080")));
    }

    [Test]
    public async Task A_trace_goes_on()
    {
        var sent = await TransformAsync("append", new() { ["X-Amzn-Trace-Id"] = "Self=1-0-0;Root=1-67891233-abcdef012345678912345678" });

        Assert.That(Of(sent, "X-Amzn-Trace-Id"), Does.Match("^Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-67891233-abcdef012345678912345678$"));
    }

    [Test]
    public async Task Headers_of_the_connection_are_not_passed_on()
    {
        var sent = await TransformAsync("append", new() { ["Proxy-Connection"] = "keep-alive", ["Keep-Alive"] = "5", ["Accept"] = "text/plain" });

        Assert.That(sent.Headers.Contains("Proxy-Connection") || sent.Headers.Contains("Keep-Alive"), Is.False);
        Assert.That(Of(sent, "Accept"), Is.EqualTo("text/plain"));
    }

    private static async Task<HttpRequestMessage> TransformAsync(string mode, HeaderDictionary headers)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET", Host = new HostString("prod-alb-1.us-east-1.elb.amazonaws.com") }, Connection = { RemoteIpAddress = IPAddress.Parse("::ffff:127.0.0.1") } };
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        var sent = new HttpRequestMessage();
        await new AlbTransformer(new ForwardedHeaders(8080, mode), new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), StickyAnswer.None).TransformRequestAsync(context, sent, "http://127.0.0.1", default);
        return sent;
    }

    private static string? Of(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join("|", values) : null;
}
