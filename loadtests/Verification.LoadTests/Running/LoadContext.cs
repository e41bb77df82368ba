using NUnit.Framework;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.Opening;
using Verification.Load;
using Verification.Load.Plans;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.LoadTests.Running;

/// <summary>What a load scenario needs: an open target, what is declared, and how much load to make.</summary>
internal sealed class LoadContext : IAsyncDisposable
{
    private LoadContext(ITarget target, VerificationSettings settings, LoadSettings load)
    {
        (Target, Settings, Load) = (target, settings, load);
        Topology = VerificationRun.Declared(settings, cluster: null);
        Policy = PolicyFile.Of(settings);
        Generator = new StoppableLoadGenerator(new LoadGenerator(TimeProvider.System), load.FindStopFile, TimeProvider.System);
    }

    public ITarget Target { get; }

    public VerificationSettings Settings { get; }

    public LoadSettings Load { get; }

    public Topology Topology { get; }

    public Policy Policy { get; }

    public ILoadGenerator Generator { get; }

    public static SettingSources Sources =>
        new(option: _ => null, variable: Environment.GetEnvironmentVariable, parameter: name => TestContext.Parameters.Get(name), CallersFolder.OfTests(Environment.GetEnvironmentVariable));

    /// <summary>The clusters that the settings declare, for test cases; there is always one, or an error says why not.</summary>
    public static IEnumerable<TestCaseData> Clusters(string scenario) =>
        VerificationRun.Declared(VerificationSettings.Resolve(Sources), cluster: null).Clusters.Select(cluster =>
            new TestCaseData(cluster.Name).SetName($"{scenario} - {cluster.Name}").SetCategory("Load").SetCategory(cluster.Name));

    public static async Task<LoadContext> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = VerificationSettings.Resolve(Sources);
        return new LoadContext(await TargetFactory.OpenAsync(settings, TestContext.Progress.WriteLine, cancellationToken), settings, LoadSettings.Resolve(Sources));
    }

    public ClusterDeclaration Cluster(string name) => Topology.Clusters.Single(cluster => cluster.Name == name);

    /// <summary>A plan of one request on the cluster's production listener.</summary>
    public LoadPlan Plan(ClusterDeclaration cluster, LoadProfile profile, string path, string? versionProperty = null)
    {
        var url = cluster.LoadBalancer.UrlOf(cluster.LoadBalancer.Production, path)
            ?? throw new SettingsException($"the load balancer {cluster.LoadBalancer.Name} has no dnsName in the topology, and load needs one");
        return new LoadPlan
        {
            Profile = profile,
            Requests = [new LoadRequest { Url = new Uri(url), VersionProperty = versionProperty }],
            Proxy = Target.TrafficProxy,
            AllowAws = Load.AllowLoad,
            AwsCap = Load.Cap,
        };
    }

    public ValueTask DisposeAsync() => Target.DisposeAsync();
}
