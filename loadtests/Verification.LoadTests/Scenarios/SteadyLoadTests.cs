using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Load.Plans;
using Verification.LoadTests.Running;

namespace Verification.LoadTests.Scenarios;

/// <summary>Many clients at a rate of their own, and one version in all their answers.</summary>
[AllureFeature(LoadReport.Stage)]
[AllureParentSuite(LoadReport.Stage)]
public sealed class SteadyLoadTests
{
    public const string Scenario = "steady";

    private static IEnumerable<TestCaseData> Clusters => LoadContext.Clusters("one version at a steady rate");

    [TestCaseSource(nameof(Clusters))]
    public async Task Every_answer_is_of_the_expected_version(string name)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var context = await LoadContext.OpenAsync(cancellationToken);
        var (cluster, profile) = (context.Cluster(name), OpenProfile.Constant(context.Load.Rate, context.Load.Duration));
        LoadReport.Begin(context, cluster, "one version at a steady rate");

        var facts = await context.Generator.RunAsync(
            context.Plan(cluster, profile, cluster.Common.Version.Path, cluster.Common.Version.Property), new LoadControl(), cancellationToken);

        LoadAssert.Holds(context, cluster, Scenario, facts, context.Policy.Load.Thresholds);
        Assert.That(facts.Versions.Select(version => version.Version), Is.EqualTo([context.Topology.CommonService.ExpectedTag]), "answers of other versions");
    }
}
