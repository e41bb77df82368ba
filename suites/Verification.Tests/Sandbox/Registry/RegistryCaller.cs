using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Verification.Sandbox.Ecr;
using Verification.Sandbox.Hosting;
using Verification.Tests.Sandbox.Hosting;

namespace Verification.Tests.Sandbox.Registry;

/// <summary>A sandbox whose time stands still, and a client that pushes and pulls as docker does, with the password of a region.</summary>
internal sealed class RegistryCaller : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly SandboxCaller _aws;

    private RegistryCaller(SandboxCaller aws) => _aws = aws;

    public SandboxServer Server => _aws.Server;

    /// <summary>What goes into the Authorization header; none when null.</summary>
    public string? Credentials { get; set; }

    public static async Task<RegistryCaller> StartAsync()
    {
        var caller = new RegistryCaller(await SandboxCaller.StartAsync());
        await caller.LogInAsync("us-east-1");
        return caller;
    }

    public static string DigestOf(string content) => ImageManifest.DigestOf(Encoding.UTF8.GetBytes(content));

    public static string ManifestOf(params string[] layers) => new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = ImageManifest.OciImage,
        ["config"] = Blob("application/vnd.oci.image.config.v1+json", "{}"),
        ["layers"] = new JsonArray([.. layers.Select(layer => Blob("application/vnd.oci.image.layer.v1.tar", layer))]),
    }.ToJsonString();

    public async Task<JsonNode> EcrAsync(string operation, string input, string region = "us-east-1")
    {
        using var answer = await _aws.JsonAsync($"AmazonEC2ContainerRegistry_V20150921.{operation}", input, SandboxCaller.Authorization("ecr", region));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public Task CreateAsync(string repository, string region = "us-east-1", string mutability = "MUTABLE") =>
        EcrAsync("CreateRepository", $$"""{"repositoryName":"{{repository}}","imageTagMutability":"{{mutability}}"}""", region);

    public async Task LogInAsync(string region) =>
        Credentials = (string)(await EcrAsync("GetAuthorizationToken", "{}", region))["authorizationData"]![0]!["authorizationToken"]!;

    public async Task<RegistryAnswer> SendAsync(HttpMethod method, string path, string? body = null, string? type = null, string? range = null, string? host = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Server.Url, path));
        request.Headers.Authorization = Credentials is null ? null : new AuthenticationHeaderValue("Basic", Credentials);
        request.Headers.Host = host;
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type ?? "application/octet-stream");
            request.Content.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        using var answer = await _http.SendAsync(request);
        return new RegistryAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task<RegistryAnswer> UploadAsync(string repository, string content) =>
        SendAsync(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/?digest={DigestOf(content)}", content);

    /// <summary>Configuration and layer first, then the manifest.</summary>
    public async Task<string> PushAsync(string repository, string layer, string tag)
    {
        await UploadAsync(repository, "{}");
        await UploadAsync(repository, layer);
        await SendAsync(HttpMethod.Put, $"/v2/{repository}/manifests/{tag}", ManifestOf(layer), ImageManifest.OciImage);
        return DigestOf(ManifestOf(layer));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _aws.DisposeAsync();
    }

    private static JsonObject Blob(string type, string content) => new() { ["mediaType"] = type, ["digest"] = DigestOf(content), ["size"] = content.Length };
}

internal sealed record RegistryAnswer(int Status, string Body, Dictionary<string, string> Headers)
{
    /// <summary>Code and message of an error.</summary>
    public (int Status, string Code, string Message) Error
    {
        get
        {
            var error = JsonNode.Parse(Body)!["errors"]![0]!;
            return (Status, (string)error["code"]!, (string)error["message"]!);
        }
    }
}
