using NUnit.Framework;
using Verification.Fixtures.Deployments.Journal;

namespace Verification.Tests.Fixtures.Deployments.Journal;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JournalFileTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    private string File => Path.Combine(_folder.FullName, "deep", "one.journal");

    [Test]
    public void What_was_written_is_read_by_the_next_one()
    {
        using (var journal = JournalFile.Open(File))
        {
            journal.Append(Entry("a"));
            journal.Append(Entry("b") with { Moment = JournalMoment.After });
        }

        using var again = JournalFile.Open(File);

        Assert.That(again.Entries.Select(entry => (entry.Step, entry.Moment)), Is.EqualTo([("a", JournalMoment.Before), ("b", JournalMoment.After)]));
    }

    [Test]
    public void As_long_as_one_has_it_open_nobody_else_gets_it()
    {
        using var journal = JournalFile.Open(File);

        Assert.That(() => JournalFile.Open(File), Throws.TypeOf<JournalException>().With.Message.Contains("another run is at work"));
    }

    [Test]
    public void A_line_that_was_cut_off_is_taken_for_not_written()
    {
        using (var journal = JournalFile.Open(File))
        {
            journal.Append(Entry("a"));
        }

        System.IO.File.AppendAllText(File, """{"at":"2026-01-""");
        using (var again = JournalFile.Open(File))
        {
            Assert.That(again.Entries, Has.Count.EqualTo(1));
            again.Append(Entry("c"));
        }

        using var third = JournalFile.Open(File);
        Assert.That(third.Entries.Select(entry => entry.Step), Is.EqualTo(["a", "c"]));
    }

    [TestCase("hello")]
    [TestCase("""{"at":"2026-01-31T12:00:00+00:00","run":"r","action":"a","step":"s","moment":"sometime"}""")]
    [TestCase("""{"run":"r"}""")]
    [TestCase("null")]
    public void What_is_no_journal_is_refused_with_its_line(string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, line + "\n");

        Assert.That(() => JournalFile.Open(File), Throws.TypeOf<JournalException>().With.Message.Contains(":1: no entry of a journal"));
    }

    private static JournalEntry Entry(string step) =>
        new() { At = DateTimeOffset.UnixEpoch, Run = "r", Action = "create", Step = step, Moment = JournalMoment.Before };
}
