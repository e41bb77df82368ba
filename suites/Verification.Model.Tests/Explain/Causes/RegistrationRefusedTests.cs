using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class RegistrationRefusedTests
{
    private static Snapshot Broken => Troubles.Snapshot.Harness(connected: true, "Unable to register task definition: ClientException: Container.image should not be null or empty.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("registration-refused", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("registration-refused", Troubles.Snapshot.Harness(connected: true, "the step timed out").Lacking());

    [TestCase("ExpiredTokenException: The security token included in the request is expired")]
    [TestCase("ThrottlingException: Rate exceeded")]
    public void Is_silent_when_nobody_has_looked_at_the_task_definition(string error) =>
        Explained.Silent("registration-refused", Troubles.Snapshot.Harness(connected: true, $"expected RegisterTaskDefinition to succeed, found {error}").Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("registration-refused", Broken, snapshot => snapshot with { Harness = snapshot.Harness! with { Execution = snapshot.Harness.Execution.Denied() } });

    [TestCase("Unable to register task definition: the family is not a name")]
    [TestCase("RegisterTaskDefinition: InvalidParameterException: Invalid setting for container")]
    [TestCase("RegisterTaskDefinition: LimitExceededException: too many revisions")]
    public void Is_first_in_the_words_of_the_error(string error) =>
        Assert.That(Explained.First("registration-refused", Troubles.Snapshot.Harness(connected: true, "a step timed out", error)).For.Single().Text, Is.EqualTo(error));
}
