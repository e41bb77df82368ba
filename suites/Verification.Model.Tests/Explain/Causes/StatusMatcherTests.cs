using NUnit.Framework;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class StatusMatcherTests
{
    // The guide's service answers 200.
    [TestCase("200", true)]
    [TestCase("204", false)]
    [TestCase("204,200", true)]
    [TestCase("204, 200", true)]
    [TestCase("200-299", true)]
    [TestCase("100-200", true)]
    [TestCase("201-299", false)]
    [TestCase("100-199", false)]
    [TestCase("301-302,100-250", true)]
    [TestCase("100-200-300", false)]
    [TestCase("2xx", false)]
    public void Target_group_takes_the_status_of_the_service_or_is_why_its_targets_are_ill(string matcher, bool takes)
    {
        var snapshot = Troubles.Snapshot.Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [200]").ProductionGroup(group => group with { Matcher = matcher });

        Assert.That(Explained.Of(snapshot).Causes.Any(cause => cause.Id == "health-check-matcher-wrong"), Is.Not.EqualTo(takes));
    }
}
