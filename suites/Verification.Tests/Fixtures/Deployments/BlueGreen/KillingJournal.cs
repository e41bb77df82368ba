using Verification.Fixtures.Deployments.Journal;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>A journal whose run dies at one of its entries: right after "before", when nothing of the step is done, or instead of "after", when all of it is.</summary>
internal sealed class KillingJournal(IJournal journal, DeathPoint at, Action die) : IJournal
{
    public IReadOnlyList<JournalEntry> Entries => journal.Entries;

    public void Append(JournalEntry entry)
    {
        var isHere = entry.Action == at.Action && entry.Step == at.Step && entry.Moment == at.Moment;
        if (!isHere || entry.Moment == JournalMoment.Before)
        {
            journal.Append(entry);
        }

        if (isHere)
        {
            die();
        }
    }

    public void Dispose() => journal.Dispose();
}

/// <summary>Where a run dies.</summary>
internal sealed record DeathPoint(string Action, string Step, JournalMoment Moment)
{
    public override string ToString() => $"{Action}, {(Moment == JournalMoment.Before ? "before" : "after")} {Step}";
}

/// <summary>The end of a process, for those who simulate it: nothing catches it.</summary>
internal sealed class KilledException() : Exception("the process died");
