using System.Net;
using Verification.Sandbox.Hosting;
using Verification.Sandbox.Tasks;
using Verification.Tests.Sandbox.LoadBalancing;

namespace Verification.Tests.Sandbox.Traffic;

/// <summary>A sandbox whose time stands still, with a load balancer, two target groups and whatever tasks a test starts.</summary>
internal sealed class TrafficWorld : IAsyncDisposable
{
    private TrafficWorld(SandboxServer server)
    {
        Server = server;
        Elb = new ElbCaller(server.Account);
        server.Account.Ids.Give(["xyz789", "123456789"]);
        Balancer = Elb.Balancer().LoadBalancerArn;
        (Blue, Green) = (Elb.Group("blue"), Elb.Group("green"));
        Http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(server.Url), UseProxy = true, AllowAutoRedirect = false });
    }

    public SandboxServer Server { get; }

    public ElbCaller Elb { get; }

    public string Balancer { get; }

    public string Blue { get; }

    public string Green { get; }

    /// <summary>Uses the sandbox as its proxy.</summary>
    public HttpClient Http { get; }

    public static string Host => "http://prod-alb-123456789.us-east-1.elb.amazonaws.com";

    public static async Task<TrafficWorld> StartAsync() => new(await SandboxServer.StartAsync(new SandboxOptions { Speed = 0 }, CancellationToken.None));

    /// <summary>Starts a task and registers it.</summary>
    public void Run(string group, string address, string version = "v1")
    {
        Server.Tasks.Start(new TaskEndpoint
        {
            TaskArn = "arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/" + address,
            VpcId = Elb.Vpc,
            Address = IPAddress.Parse(address),
            Port = 8083,
            Service = "notification-service",
            Version = version,
        });
        Elb.Register(group, address);
    }

    public Task AdvanceAsync(int seconds) => Server.AdvanceAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);

    public async Task<IReadOnlyList<string>> VersionsAsync(int count)
    {
        var versions = new List<string>();
        for (var i = 0; i < count; i++)
        {
            versions.Add((await Http.GetStringAsync(Host + "/version")).Split('"')[3]);
        }

        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
