using NUnit.Framework;
using Verification.Fixtures.Targets;

namespace Verification.Tests.External;

/// <summary>A sandbox for tools that run beside the tests, and the environment that leads them to it.</summary>
internal sealed class GuideEndpoint : IAsyncDisposable
{
    private readonly SandboxTarget _target;

    private GuideEndpoint(SandboxTarget target) => _target = target;

    public string Url => _target.Url.ToString().TrimEnd('/');

    /// <summary>What a user exports: endpoint, keys, and the proxy that leads to load balancers and tasks.</summary>
    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = Url,
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_PAGER"] = "",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["http_proxy"] = Url,
        ["no_proxy"] = "127.0.0.1,localhost",
        ["HTTP_PROXY"] = null,
        ["NO_PROXY"] = null,
    };

    public static async Task<GuideEndpoint> StartAsync(string seed = "guide", double speed = SandboxTarget.DefaultSpeed) =>
        new(await SandboxTarget.StartAsync(port: 0, seed, speed, TestContext.CurrentContext.CancellationToken));

    public static string File(params string[] parts) => Path.Combine([Architecture.SourceTree.Root, "suites", "Verification.Tests", "External", .. parts]);

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
