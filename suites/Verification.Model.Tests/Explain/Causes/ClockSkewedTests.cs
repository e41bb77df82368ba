using NUnit.Framework;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ClockSkewedTests
{
    private const string Reason = "SignatureDoesNotMatch: Signature expired: 20260131T110000Z is now earlier than 20260131T115500Z";

    [Test]
    public void Is_first_with_the_words_of_AWS_and_explains_what_is_unknown()
    {
        var cause = Explained.First("clock-skewed", Troubles.Snapshot.Refused(Reason));

        Assert.That(cause.For[0].Text, Is.EqualTo(Reason));
        Assert.That(cause.Explains, Is.Not.Empty.And.All.Property("Outcome").EqualTo(Verification.Model.Checks.Outcome.Unknown));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_AWS_refuses_for_another_reason() => Explained.Silent("clock-skewed", Troubles.Snapshot.Refused("InternalFailure: x"));

    [Test]
    public void Is_silent_when_something_is_unread_and_nobody_says_why() => Explained.Silent("clock-skewed", Troubles.Snapshot.Refused("nobody knows"));
}
