using System.Collections.Immutable;
using System.Text.Json;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>Takes Slack's place in a rehearsal: its webhook takes messages as Slack's does and shows them afterwards.</summary>
internal sealed class SlackDouble : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    public SlackDouble() => _server.Given(Request.Create().WithPath("/services/*").UsingPost()).RespondWith(Response.Create().WithStatusCode(200).WithBody("ok"));

    public string Webhook => $"{_server.Urls[0]}/services/rehearsal";

    public ImmutableArray<string> Messages =>
    [
        .. _server.LogEntries.Select(entry => entry.RequestMessage?.Body).OfType<string>().Select(body =>
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("text").GetString() ?? "";
        }),
    ];

    public void Dispose() => _server.Dispose();
}
