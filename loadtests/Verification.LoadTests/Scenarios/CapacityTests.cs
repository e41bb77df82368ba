using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.Load;
using Verification.LoadTests.Running;

namespace Verification.LoadTests.Scenarios;

/// <summary>How much a cluster bears: the rate is raised step by step until it is not kept any more, or the policy's thresholds break.</summary>
[AllureFeature(LoadReport.Stage)]
[AllureParentSuite(LoadReport.Stage)]
public sealed class CapacityTests
{
    private static IEnumerable<TestCaseData> Clusters => LoadContext.Clusters("capacity");

    [TestCaseSource(nameof(Clusters))]
    public async Task Capacity_is_above_the_rate_that_load_tests_use(string name)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var context = await LoadContext.OpenAsync(cancellationToken);
        var cluster = context.Cluster(name);
        LoadReport.Begin(context, cluster, "capacity");
        var search = new CapacitySearch(context.Generator, context.Policy.Load.Thresholds) { First = context.Load.Rate / 4, Each = context.Load.Duration / 5 };

        var capacity = await search.RunAsync(
            profile => context.Plan(cluster, profile, cluster.Common.Health.Path), step => TestContext.Progress.WriteLine($"{name}: {step}"), until: context.Load.Rate * 2, cancellationToken);

        foreach (var step in capacity.Steps)
        {
            TestContext.Out.WriteLine(step);
        }

        Assert.That(capacity.Kept, Is.GreaterThanOrEqualTo(context.Load.Rate), $"requests per second that {name} bears; {capacity.Steps[^1]}");
    }
}
