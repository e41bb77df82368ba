using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class VersionEndpointBrokenTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionVersion(0, 500, "oops");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("version-endpoint-broken", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("version-endpoint-broken", Troubles.Snapshot.ProductionVersion(0, 200, """{"version":"v9.9.9"}"""));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("version-endpoint-broken", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Versions = common.Versions.Denied() }));

    [Test]
    public void Is_first_when_it_refuses_the_request() => Explained.First("version-endpoint-broken", Troubles.Snapshot.ProductionVersion(0, 400, "bad request"));
}
