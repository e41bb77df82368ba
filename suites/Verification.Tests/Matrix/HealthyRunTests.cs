using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Gate;
using Verification.Tests.EndToEnd;

namespace Verification.Tests.Matrix;

/// <summary>Where all is well, nothing is said to be wrong, whatever trouble AWS has with its API.</summary>
public sealed class HealthyRunTests
{
    // Of a sandbox: half of them under trouble, at the same time, since they mostly wait.
    private const int RunsASandbox = 10;
    private const int SandboxesAtOnce = 5;

    private static int Runs => int.Parse(Environment.GetEnvironmentVariable("VERIFICATION_HEALTHY_RUNS") ?? "50", CultureInfo.InvariantCulture);

    [Test]
    public async Task Healthy_verifications_half_of_them_under_trouble_raise_no_alarm()
    {
        var alarms = new List<string>();
        var runs = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Runs / RunsASandbox), new ParallelOptions { MaxDegreeOfParallelism = SandboxesAtOnce }, async (index, _) =>
        {
            var (name, faults) = AccessFaults.Trouble.ElementAt(index % AccessFaults.Trouble.Count);
            await using var guide = await GuideRun.StartAsync();
            for (var run = 0; run < RunsASandbox / 2; run++)
            {
                Note("quiet", await guide.VerifyAsync());
            }

            foreach (var fault in faults)
            {
                var seeded = JsonNode.Parse(fault)!;
                seeded["seed"] = index;
                await guide.AddFaultAsync(seeded.ToJsonString());
            }

            var troubled = await Task.WhenAll(Enumerable.Range(0, RunsASandbox / 2).Select(_ => guide.VerifyAsync()));
            Array.ForEach(troubled, run => Note(name, run));
        });

        TestContext.Out.WriteLine($"{runs} verifications, {alarms.Count} alarms");
        Assert.That(alarms, Is.Empty);
        Assert.That(runs, Is.EqualTo(Runs).And.GreaterThanOrEqualTo(RunsASandbox));

        void Note(string name, VerificationRun run)
        {
            lock (alarms)
            {
                runs++;
                if (run.Decision.Kind != DecisionKind.Promote)
                {
                    alarms.Add($"{name}: {string.Join("; ", run.Decision.Against.Select(finding => finding.Describe()))}");
                }
            }
        }
    }
}
