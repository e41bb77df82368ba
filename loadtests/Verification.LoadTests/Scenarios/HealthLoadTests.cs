using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Load.Plans;
using Verification.LoadTests.Running;

namespace Verification.LoadTests.Scenarios;

/// <summary>The guide's load test (8.2): the health endpoint, connections that are kept, each asking as fast as it is answered.</summary>
[AllureFeature(LoadReport.Stage)]
[AllureParentSuite(LoadReport.Stage)]
public sealed class HealthLoadTests
{
    public const string Scenario = "health";

    private static IEnumerable<TestCaseData> Clusters => LoadContext.Clusters("health endpoint under load");

    [TestCaseSource(nameof(Clusters))]
    public async Task Health_endpoint_bears_the_load(string name)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var context = await LoadContext.OpenAsync(cancellationToken);
        var cluster = context.Cluster(name);
        LoadReport.Begin(context, cluster, "health endpoint under load");

        var facts = await context.Generator.RunAsync(
            context.Plan(cluster, new ClosedProfile(context.Load.Connections, context.Load.Duration), cluster.Common.Health.Path), new LoadControl(), cancellationToken);

        LoadAssert.Holds(context, cluster, Scenario, facts, context.Policy.Load.Thresholds);
    }
}
