using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Rolling;
using Verification.Fixtures.Images;
using Verification.Fixtures.Maintenance;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Model.Checks;
using Verification.Tests.Architecture;
using Verification.Tests.Fixtures.Deployments;
using Verification.Tests.Fixtures.Images;
using Verification.Tests.Fixtures.Pipelines;

namespace Verification.Tests.Fixtures.Capabilities;

/// <summary>The catalogue of needed operations says what is called, no more and no less.</summary>
public sealed partial class NeededOperationsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    [Test]
    [CancelAfter(120_000)]
    public async Task What_each_purpose_calls_is_in_the_catalogue_for_it(CancellationToken cancellationToken)
    {
        await using var guide = await PlayedGuide.StartAsync();
        using var folder = TempFolder.With(("index.html", "hello"));
        var topology = PipelineWorld.Topology;
        var unknown = new List<string>();

        await CallsAsync(Purposes.Publish, () => new ImagePublisher(guide.Target, topology.Registry).PublishAsync(new PublishRequest { Tag = "v1.3.0", Source = folder.Path }, cancellationToken));
        var looks = await CallsAsync(Purposes.Verify, () => VerificationRun.OnAsync(guide.Target, Judged("v1.2.3"), CheckCatalog.All, progress: null, TimeProvider.System, cancellationToken));
        await CallsAsync(Purposes.Verify | Purposes.Explain, () => VerificationRun.OnAsync(guide.Target, Judged("v9.9.9"), CheckCatalog.All, progress: null, TimeProvider.System, cancellationToken));
        await CallsAsync(Purposes.RollBack, () => new RollingDeployment(guide.Place, PlayedGuide.Service).RollBackAsync(null, cancellationToken));
        await CallsAsync(Purposes.Deploy, async () =>
        {
            var settings = await Redeployment.OfAsync(guide.Target, topology, topology.Clusters[0], "v1.3.0", cancellationToken);
            var driver = new BlueGreenDriver(guide.Place, BlueGreenDriver.JournalIn(folder.Path, PlayedGuide.Prod, PlayedGuide.Service));
            await driver.CreateAsync(settings with { StepTimeout = Patience }, cancellationToken);
            await driver.SwapAsync(new SwapSettings { StepTimeout = Patience }, cancellationToken);
            await driver.RollbackAsync(Patience, cancellationToken);
        });
        await CallsAsync(Purposes.Cleanup, async () =>
        {
            var cleanup = new TaskDefinitionCleanup(guide.Target, topology);
            foreach (var plan in await cleanup.PlanAsync(1, cancellationToken))
            {
                await cleanup.CarryOutAsync(plan, cancellationToken);
            }
        });

        Assert.That(unknown, Is.Empty);
        Assert.That(looks, Is.EquivalentTo(NeededOperations.For(Purposes.Verify).Select(operation => operation.Action)), "nobody is asked for a permission that a look does not need");

        Verification.Model.Topologies.Topology Judged(string tag) => VerificationRun.Narrowed(topology, tag, cluster: null);

        async Task<ImmutableArray<string>> CallsAsync(Purposes purposes, Func<Task> run)
        {
            var before = guide.Target.Calls.Calls;
            await run();
            var calls = guide.Target.Calls.Since(before).Keys.ToImmutableArray();
            Assert.That(calls, Is.Not.Empty);
            unknown.AddRange(calls.Except(NeededOperations.For(purposes).Select(operation => operation.Action)).Select(call => $"{purposes} calls {call}"));
            return calls;
        }
    }

    [Test]
    public void Every_operation_that_the_code_calls_is_in_the_catalogue_and_every_one_of_the_catalogue_is_called()
    {
        var operations = typeof(AwsClients).GetProperties().Where(property => property.PropertyType.IsInterface)
            .SelectMany(property => property.PropertyType.GetMethods()).Select(method => method.Name).Where(name => name.EndsWith("Async", StringComparison.Ordinal)).Select(name => name[..^5]).ToHashSet();
        var called = SourceTree.Files("*.cs").Where(IsOfTheRuns).SelectMany(file => Call().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Where(operations.Contains).ToHashSet();

        Assert.That(called, Is.EquivalentTo(NeededOperations.All.Where(operation => !operation.IsPermissionOnly).Select(operation => operation.Name)));
    }

    [Test]
    public void Every_operation_that_reads_can_be_asked_without_harm_and_none_that_changes_can()
    {
        var calls = new HarmlessCalls(PipelineWorld.Topology.Clusters[0], PipelineWorld.Topology);

        Assert.That(NeededOperations.All.Where(operation => operation.IsChange == (calls.Of(operation) is not null)), Is.Empty);
        Assert.That(NeededOperations.All.Select(operation => operation.Action), Is.Unique);
    }

    // What makes an account is for sandboxes, and what asks is about the catalogue itself.
    private static bool IsOfTheRuns(string file)
    {
        var path = Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/');
        return (path.StartsWith("fixtures/Verification.Fixtures/", StringComparison.Ordinal) || path.StartsWith("loadtests/Verification.Load.Ecs/", StringComparison.Ordinal))
            && !path.Contains("/Seeding/", StringComparison.Ordinal) && !path.Contains("/Capabilities/", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b(?:Ecs|Ecr|LoadBalancing|Iam|Logs|Secrets|AutoScaling|Ec2|Sts|Client|ecs|ecr|elb|logs)\.(?:Paginators\.(?<name>[A-Z]\w+)|(?<name>[A-Z]\w+)Async)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}
