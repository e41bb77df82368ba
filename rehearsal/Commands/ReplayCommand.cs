using System.CommandLine;
using System.Globalization;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Topologies;
using Verification.Model.Gate;
using Verification.Rehearsal.Output;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Commands;

/// <summary>Makes the last decision of the gate again, from its evidence, its topology and its policy, as of its time.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "the evidence of a release" };
        var policy = new Option<string?>("--policy") { Description = "judge by this policy, and not by the one of that time" };
        var command = new Command("replay", "Make the gate's last decision again: exit code of the decision, or 3 when it is another one than it was.") { folder, policy };
        command.SetAction(async (parsed, _) => await ReplayAsync(new EvidenceFolder(parsed.GetValue(folder)!), parsed.GetValue(policy)));
        return command;
    }

    private static async Task<int> ReplayAsync(EvidenceFolder folder, string? policy)
    {
        if (folder.Decisions() is not [.., var then])
        {
            throw new EvidenceException($"{folder.Path}: expected a decision in the evidence, found none. verification gate --evidence {folder.Path} makes one.");
        }

        var topology = VerificationRun.Narrowed(TopologyFile.Parse(then.Topology, then.TopologyName), then.ExpectTag, then.Cluster);
        var judgedBy = policy is null ? PolicyFile.Parse(then.Policy, "the policy of that time") : PolicyFile.Read(RepositoryFile.Find(policy));
        var evidence = folder.ReadFor(then);
        var now = PromotionGate.Decide(topology, judgedBy, evidence, then.DecidedAt);
        GateView.Write(Screen.Create(), topology, evidence, now);
        var same = (now.Kind, now.Reason) == (then.Decision, then.Reason);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{(same ? "the same" : policy is null ? "NOT the same" : $"by {policy}; not the same")} as at {then.DecidedAt:yyyy-MM-dd HH:mm:ss} UTC{(same ? "" : $": {then.Decision}, {then.Reason}")}"));
        return same || policy is not null ? ExitCode.Of(now.Kind) : ExitCode.CannotJudge;
    }
}
