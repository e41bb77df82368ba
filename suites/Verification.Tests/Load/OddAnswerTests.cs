using System.Text;
using NUnit.Framework;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Tests.Load;

/// <summary>Whatever the other side does is a counted failure of a kind, never a hang and never an exception. Both clients say the same.</summary>
public sealed class OddAnswerTests
{
    private static readonly bool[] Clients = [false, true];

    private static IEnumerable<TestCaseData> Answers()
    {
        (string Name, string Text, LoadErrorKind? Kind)[] cases =
        [
            ("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;x=y\r\nyou\r\n0\r\nTrailer: 1\r\n\r\n", null),
            ("no content", "HTTP/1.1 204 No Content\r\n\r\n", null),
            ("interim answer first", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", null),
            ("status", "HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nno", LoadErrorKind.Status),
            ("redirect is not followed", "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", LoadErrorKind.Status),
            ("body too large", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + new string('x', 100_000), LoadErrorKind.BodyTooLarge),
            ("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", LoadErrorKind.Protocol),
        ];
        return cases.SelectMany(each => Clients, (each, sockets) =>
            new TestCaseData(each.Text, each.Kind, sockets).SetName($"{each.Name}{(sockets ? ", by sockets" : "")}"));
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Answer_is_counted_as_what_it_is(string text, LoadErrorKind? kind, bool sockets)
    {
        await using var server = OddServer.Saying(text);

        var facts = await LoadRuns.UntilAskedAsync(server, 3, LoadRuns.Unending(server.Url, sockets) with { MaxBodyBytes = 50_000 });

        Assert.That(facts.Requests, Is.GreaterThan(0));
        Assert.That(facts.Errors.Keys, Is.EqualTo(kind is { } expected ? [expected] : Array.Empty<LoadErrorKind>()));
        Assert.That(facts.Failed, Is.EqualTo(kind is null ? 0 : facts.Requests));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Endless_body_ends_with_the_time_out(bool sockets)
    {
        await using var server = OddServer.Start(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync("1\r\nx\r\n"u8.ToArray(), token);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, token);
            }
        });

        var facts = await LoadRuns.UntilFailedAsync(1, LoadRuns.Unending(server.Url, sockets) with { Timeout = TimeSpan.FromSeconds(0.3) });

        Assert.That(facts.Errors.Keys, Is.EqualTo([LoadErrorKind.Timeout]));
        Assert.That(facts.FailureWindows[0].FirstFailure, Is.EqualTo("no whole answer within 0.3 s"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Connection_that_breaks_in_the_answer_is_a_reset(bool sockets)
    {
        await using var server = OddServer.Start(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray(), token);
            stream.Close();
        });

        var facts = await LoadRuns.UntilFailedAsync(3, LoadRuns.Unending(server.Url, sockets));

        Assert.That(facts.Errors.Keys, Is.EqualTo([LoadErrorKind.Reset]));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Nobody_there_is_a_failed_connection(bool sockets)
    {
        var server = OddServer.Saying("");
        var url = server.Url;
        await server.DisposeAsync();

        var facts = await LoadRuns.UntilFailedAsync(3, LoadRuns.Unending(url, sockets));

        Assert.That(facts.Errors.Keys, Is.EqualTo([LoadErrorKind.Connection]));
    }

    [Test]
    public async Task Server_without_TLS_fails_TLS()
    {
        await using var server = OddServer.Greeting("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        var facts = await LoadRuns.UntilFailedAsync(3, LoadRuns.Closed(new Uri($"https://127.0.0.1:{server.Url.Port}/"), connections: 1, seconds: 3600));

        Assert.That(facts.Errors.Keys, Is.EqualTo([LoadErrorKind.Tls]));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Headers_method_and_body_are_sent(bool sockets)
    {
        var heads = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var server = OddServer.Start(async (head, stream, token) =>
        {
            heads.Enqueue(head);
            await stream.WriteAsync("HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
            stream.Close();
        });
        var request = new LoadRequest
        {
            Url = new Uri(server.Url, "/notify?x=1"),
            Method = "POST",
            Headers = [new("Host", "prod-alb.example"), new("Content-Type", "application/json"), new("X-Notify", "7")],
            Body = [.. Encoding.UTF8.GetBytes("{}")],
            ExpectedStatus = [201],
        };

        var facts = await LoadRuns.UntilAskedAsync(server, 3, LoadRuns.Unending(server.Url, sockets) with { Requests = [request] });

        Assert.That(facts.Failed, Is.Zero, () => facts.FailureWindows[0].FirstFailure);
        Assert.That(heads, Has.All.StartsWith("POST /notify?x=1 HTTP/1.1\r\n").And.All.Contains("Host: prod-alb.example").And.All.Contains("Content-Type: application/json")
            .And.All.Contains("X-Notify: 7").And.All.Contains("Content-Length: 2"));
    }
}
