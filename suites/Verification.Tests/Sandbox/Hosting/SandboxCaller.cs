using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Verification.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Hosting;

/// <summary>A sandbox whose time stands still, called with raw HTTP as clients of AWS would.</summary>
internal sealed class SandboxCaller : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    private SandboxCaller(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public static async Task<SandboxCaller> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions { Speed = 0 }, CancellationToken.None));

    public static string Authorization(string service, string region = "us-east-1", string key = "test") =>
        $"AWS4-HMAC-SHA256 Credential={key}/20260110/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0";

    public Task<HttpResponseMessage> JsonAsync(string target, string body, string? authorization, params (string Name, string Value)[] headers) =>
        PostAsync(new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1"), authorization, [("X-Amz-Target", target), .. headers]);

    public Task<HttpResponseMessage> QueryAsync(string form, string? authorization) =>
        PostAsync(new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), authorization);

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? authorization, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.Url) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(Server.Url, path));

    public Task<HttpResponseMessage> PostJsonAsync(string path, string json) => _http.PostAsync(new Uri(Server.Url, path), new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Adds a fault, which must make sense.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddFaultAsync(string json)
    {
        var answer = await PostJsonAsync("/_sandbox/faults", json);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode is HttpStatusCode.Created ? (string)JsonNode.Parse(text)!["id"]! : throw new InvalidOperationException(text);
    }

    public Task<HttpResponseMessage> DeleteAsync(string path) => _http.DeleteAsync(new Uri(Server.Url, path));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public static async Task<(HttpStatusCode Status, string Code, string Message)> JsonErrorAsync(HttpResponseMessage answer)
    {
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (answer.StatusCode, (string)error["__type"]!, (string)error["message"]!);
    }

    public static async Task<(HttpStatusCode Status, string Code, string Message)> XmlErrorAsync(HttpResponseMessage answer)
    {
        var error = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants().First(element => element.Name.LocalName == "Error");
        return (answer.StatusCode, error.Elements().First(element => element.Name.LocalName == "Code").Value, error.Elements().First(element => element.Name.LocalName == "Message").Value);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
