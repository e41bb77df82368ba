using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class CpuMemoryInvalidTests
{
    private static Snapshot Broken => Troubles.Snapshot.Harness(connected: true, "ClientException: No Fargate configuration exists for given values: 512 CPU, 512 memory.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("cpu-memory-invalid", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("cpu-memory-invalid", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("cpu-memory-invalid", Broken, snapshot => snapshot with { Harness = snapshot.Harness! with { Execution = snapshot.Harness.Execution.Denied() } });
}
