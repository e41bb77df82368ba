using NUnit.Framework;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class AccessDeniedTests
{
    private const string Reason = "AccessDeniedException: User is not authorized to perform: ecs:DescribeTasks";

    [Test]
    public void Is_first_with_the_words_of_AWS_and_explains_what_is_unknown()
    {
        var cause = Explained.First("access-denied", Troubles.Snapshot.Refused(Reason));

        Assert.That(cause.For[0].Text, Is.EqualTo(Reason));
        Assert.That(cause.Explains, Is.Not.Empty.And.All.Property("Outcome").EqualTo(Verification.Model.Checks.Outcome.Unknown));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_AWS_refuses_for_another_reason() => Explained.Silent("access-denied", Troubles.Snapshot.Refused("InternalFailure: x"));

    [Test]
    public void Is_silent_when_something_is_unread_and_nobody_says_why() => Explained.Silent("access-denied", Troubles.Snapshot.Refused("nobody knows"));
}
