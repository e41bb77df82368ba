using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Reports.Evidence;
using Verification.Tests.Model;
using Verification.Tests.Model.Load;

namespace Verification.Tests.Reports.Evidence;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EvidenceFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("evidence-").FullName;

    private EvidenceFolder Folder => new(_path, TimeProvider.System, Redaction.Standard);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Test]
    public void What_was_added_is_read_back_whoever_added_it()
    {
        var one = Folder;
        one.Add(GuideFacts.Healthy);
        one.Add(GuideLoad.Evidence);
        Folder.Add(GuideFacts.Healthy with { Target = "another run" });

        var evidence = Folder.Read();

        Assert.That(evidence.Snapshots.Select(snapshot => snapshot.Target), Is.EquivalentTo([GuideFacts.Healthy.Target, "another run"]));
        Assert.That(SnapshotDiff.Compare(evidence.Snapshots.Single(snapshot => snapshot.Target != "another run"), GuideFacts.Healthy), Is.Empty);
        Assert.That(evidence.Loads.Single().Facts.Requests, Is.EqualTo(GuideLoad.Facts.Requests));
        Assert.That(Directory.EnumerateFiles(_path).Count(), Is.EqualTo(2));
    }

    [Test]
    public void Line_that_was_changed_is_told_with_its_place()
    {
        var file = Filled();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"HEALTHY\"", "\"UNHEALTHY\"", StringComparison.Ordinal));

        Assert.That(() => Folder.Read(), Throws.TypeOf<EvidenceException>().With.Message.Contains($"{file}:1: ").And.Message.Contains("changed since"));
    }

    [Test]
    public void Line_that_was_taken_out_is_noticed()
    {
        var file = Filled();
        File.WriteAllLines(file, File.ReadAllLines(file).Skip(1));

        Assert.That(() => Folder.Read(), Throws.TypeOf<EvidenceException>().With.Message.Contains("taken out or put in"));
    }

    [TestCase(1)]
    [TestCase(5000)]
    public void Line_that_is_cut_off_is_an_error_and_not_one_less(int bytes)
    {
        var file = Filled();
        File.WriteAllText(file, File.ReadAllText(file).TrimEnd('\n')[..^bytes]);

        Assert.That(() => Folder.Read(), Throws.TypeOf<EvidenceException>().With.Message.Contains("cut off"));
    }

    [Test]
    public void Empty_file_and_missing_folder_are_errors()
    {
        File.WriteAllText(Path.Combine(_path, "evidence-1.jsonl"), "");

        Assert.That(() => Folder.Read(), Throws.TypeOf<EvidenceException>().With.Message.Contains("found none"));
        Assert.That(() => new EvidenceFolder(Path.Combine(_path, "no"), TimeProvider.System, Redaction.Standard).Read(), Throws.TypeOf<EvidenceException>().With.Message.Contains("no such folder"));
    }

    [Test]
    public void Decision_is_read_with_exactly_what_it_was_made_from()
    {
        Folder.Add(GuideFacts.Healthy);
        var folder = Folder;
        folder.Add(Decision(folder));
        folder.Add(GuideFacts.Healthy with { Target = "later" });
        Folder.Add(GuideFacts.Healthy with { Target = "later too" });

        var evidence = Folder.ReadFor(Folder.Decisions().Single());

        Assert.That(evidence.Snapshots.Select(snapshot => snapshot.Target), Is.EqualTo([GuideFacts.Healthy.Target]));
    }

    [Test]
    public void Decision_whose_evidence_is_gone_cannot_be_made_again()
    {
        Folder.Add(GuideFacts.Healthy);
        var file = Directory.EnumerateFiles(_path).Single();
        var folder = Folder;
        folder.Add(Decision(folder));
        File.Delete(file);

        Assert.That(() => Folder.ReadFor(Folder.Decisions().Single()), Throws.TypeOf<EvidenceException>().With.Message.Contains(Path.GetFileName(file)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Writer_that_is_killed_leaves_every_line_that_it_finished(CancellationToken cancellationToken)
    {
        Folder.Add(GuideFacts.Healthy);
        var folder = Folder;
        folder.Add(Decision(folder));
        using (var writer = EndlessEvidence.Start(_path))
        {
            // It says each one once it is written.
            for (var written = 0; written < 20; written++)
            {
                Assert.That(await writer.StandardOutput.ReadLineAsync(cancellationToken), Is.EqualTo($"{written}"));
            }

            writer.Kill();
            await writer.WaitForExitAsync(cancellationToken);
        }

        var killed = Directory.EnumerateFiles(_path).Select(file => EvidenceFile.Read(file, untilTorn: true)).Single(lines => lines.Count > 2);
        Assert.That(killed, Has.Count.GreaterThanOrEqualTo(20));
        Assert.That(Folder.ReadFor(Folder.Decisions().Single()).Snapshots, Has.Length.EqualTo(1), "what was decided before is decided again");
    }

    [Test]
    public void Torn_last_line_hides_nothing_that_was_decided_before_it()
    {
        Folder.Add(GuideFacts.Healthy);
        var folder = Folder;
        folder.Add(Decision(folder));
        File.WriteAllText(Path.Combine(_path, "evidence-z.jsonl"), """{"formatVersion":1,"number":1,"at":"2026""");

        Assert.That(Folder.ReadFor(Folder.Decisions().Single()).Snapshots, Has.Length.EqualTo(1));
        Assert.That(() => Folder.Read(), Throws.TypeOf<EvidenceException>().With.Message.Contains("cut off"), "and the gate does not decide without it");
    }

    [Test]
    public void Secrets_do_not_get_in()
    {
        Folder.AddJournal("run.jsonl", ["curl -H 'Authorization: Bearer abcdef0123456789' https://hooks.slack.com/services/T0/B0/xyz", "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12"]);

        var text = File.ReadAllText(Directory.EnumerateFiles(_path).Single());

        Assert.That(text, Does.Not.Contain("abcdef0123456789").And.Not.Contain("T0/B0/xyz").And.Not.Contain("wJalrXUtnFEMI"));
        Assert.That(text, Does.Contain("curl -H").And.Contain(Redaction.Hidden));
    }

    private string Filled()
    {
        var folder = Folder;
        folder.Add(GuideFacts.Healthy);
        folder.Add(GuideLoad.Evidence);
        return Directory.EnumerateFiles(_path).Single();
    }

    private static DecisionRecord Decision(EvidenceFolder folder) => new()
    {
        DecidedAt = TimeProvider.System.GetUtcNow(),
        TopologyName = "guide.yaml",
        Topology = "",
        Policy = "",
        Cluster = null,
        ExpectTag = null,
        Decision = DecisionKind.Promote,
        Reason = "all passed",
        Evidence = folder.ReadWithHeads().Heads,
    };
}
