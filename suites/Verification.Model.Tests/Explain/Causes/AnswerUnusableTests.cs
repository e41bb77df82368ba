using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class AnswerUnusableTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionVersion(0, 200, "", "larger than 65536 bytes");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("answer-unusable", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("answer-unusable", Troubles.Snapshot.ProductionVersion(0, 500, ""));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("answer-unusable", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Versions = common.Versions.Denied() }));
}
