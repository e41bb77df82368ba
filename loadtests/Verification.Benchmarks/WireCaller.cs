using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Verification.Benchmarks;

/// <summary>AWS calls as they are on the wire, without an SDK: its cost is not what is measured.</summary>
internal sealed class WireCaller(Uri url, string region = "us-east-1") : IDisposable
{
    private const string EcsTarget = "AmazonEC2ContainerServiceV20141113.";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public HttpRequestMessage EcsRequest(string operation, string json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.1")) };
        request.Headers.TryAddWithoutValidation("X-Amz-Target", EcsTarget + operation);
        Sign(request, "ecs");
        return request;
    }

    public async Task<JsonNode> EcsAsync(string operation, string json, CancellationToken cancellationToken)
    {
        using var request = EcsRequest(operation, json);
        using var response = await _http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(body)! : throw new InvalidOperationException($"{operation}: {body}");
    }

    /// <summary>An EC2 call; the answer is the text of the element of that name.</summary>
    public async Task<string> Ec2Async(string form, string element, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(form + "&Version=2016-11-15", Encoding.UTF8, "application/x-www-form-urlencoded") };
        Sign(request, "ec2");
        using var response = await _http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? XDocument.Parse(body).Descendants().First(each => each.Name.LocalName == element).Value
            : throw new InvalidOperationException($"{form}: {body}");
    }

    /// <summary>A page of the sandbox's own.</summary>
    public async Task<JsonNode> OwnAsync(HttpMethod method, string path, string? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, path)) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await _http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(body)! : throw new InvalidOperationException($"{path}: {body}");
    }

    public void Dispose() => _http.Dispose();

    private void Sign(HttpRequestMessage request, string service) => request.Headers.TryAddWithoutValidation(
        "Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0");
}
