using Allure.NUnit.Attributes;
using NUnit.Framework;
using Verification.LoadTests.Running;
using Verification.Model.Load;

namespace Verification.LoadTests.Scenarios;

/// <summary>
/// Zero downtime: a blue/green deployment, and its rollback, under steady load. They change the target; where that is not allowed they fail and
/// say so, and <c>TestCategory!=ChangesTarget</c> leaves them out.
/// </summary>
[AllureFeature(LoadReport.Stage)]
[AllureParentSuite(LoadReport.Stage)]
public sealed class SwapLoadTests
{
    public const string Category = "ChangesTarget";

    // Made in a sandbox of the test's own. Elsewhere the expected tag is deployed, and has to be there.
    private const string NewTag = "v1.3.0";

    private static readonly LoadThresholds NothingLost = new() { ErrorRate = 0, Downtime = TimeSpan.Zero };

    private static IEnumerable<TestCaseData> Swaps => LoadContext.Clusters("nothing is lost in a swap").Select(one => one.SetCategory(Category));

    private static IEnumerable<TestCaseData> Rollbacks => LoadContext.Clusters("nothing is lost in a rollback").Select(one => one.SetCategory(Category));

    [TestCaseSource(nameof(Swaps))]
    public async Task Clients_see_one_change_of_version_and_no_failure_in_a_swap(string name)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var context = await LoadContext.OpenAsync(cancellationToken);
        var (cluster, tag) = (context.Cluster(name), context.Settings.ExpectTag ?? NewTag);
        LoadReport.Begin(context, cluster, "nothing is lost in a swap");
        using var swap = new Swap(context, cluster);
        await swap.PublishAsync(tag, cancellationToken);

        var facts = await swap.UnderLoadAsync(tag, rollBack: false, cancellationToken);

        LoadAssert.Holds(context, cluster, "swap", facts, NothingLost, swap.Changes);
        Assert.That(facts.Versions.Select(version => version.Version), Has.Exactly(2).Items.And.Exactly(1).EqualTo(tag));
        Assert.That(facts.Versions[1].Version, Is.EqualTo(tag), "the new version came last");
        Assert.That(facts.Versions[0].LastSentAt, Is.LessThanOrEqualTo(swap.SwappedAt!.Value), "a request that was sent after the swap was answered by the version before it");
    }

    [TestCaseSource(nameof(Rollbacks))]
    public async Task Clients_get_the_version_before_again_and_see_no_failure_in_a_rollback(string name)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var context = await LoadContext.OpenAsync(cancellationToken);
        var (cluster, tag) = (context.Cluster(name), context.Settings.ExpectTag ?? NewTag);
        LoadReport.Begin(context, cluster, "nothing is lost in a rollback");
        using var swap = new Swap(context, cluster);
        await swap.PublishAsync(tag, cancellationToken);

        var facts = await swap.UnderLoadAsync(tag, rollBack: true, cancellationToken);

        LoadAssert.Holds(context, cluster, "rollback", facts, NothingLost, swap.Changes);
        var withdrawn = facts.Versions.Single(version => version.Version == tag);
        Assert.That(facts.Versions, Has.Length.EqualTo(2));
        Assert.That(withdrawn.LastSentAt, Is.LessThanOrEqualTo(swap.ReturnedAt!.Value), "a request that was sent after the rollback was answered by the version that was rolled back");
    }
}
