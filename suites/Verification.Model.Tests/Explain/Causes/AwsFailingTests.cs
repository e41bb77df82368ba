using NUnit.Framework;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class AwsFailingTests
{
    private const string Reason = "InternalFailure: The request processing has failed";

    [Test]
    public void Is_first_with_the_words_of_AWS_and_explains_what_is_unknown()
    {
        var cause = Explained.First("aws-failing", Troubles.Snapshot.Refused(Reason));

        Assert.That(cause.For[0].Text, Is.EqualTo(Reason));
        Assert.That(cause.Explains, Is.Not.Empty.And.All.Property("Outcome").EqualTo(Verification.Model.Checks.Outcome.Unknown));
        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_nothing_of_the_region_answers_and_is_not_when_something_fails_besides()
    {
        var unreachable = Troubles.Snapshot.Refused("Connection reset by peer (ecs.us-east-1.amazonaws.com:443)");
        var failing = unreachable.ProductionDeployment(common => common with { LogGroup = common.LogGroup.Refused(Reason) });

        Explained.Silent("aws-failing", unreachable);
        Assert.That(Explained.Of(failing).Causes.Select(cause => cause.Id), Is.EqualTo(["region-unreachable", "aws-failing"]));
    }

    [Test]
    public void Is_silent_when_AWS_refuses_for_another_reason() => Explained.Silent("aws-failing", Troubles.Snapshot.Refused("ThrottlingException: Rate exceeded"));

    [Test]
    public void Is_silent_when_something_is_unread_and_nobody_says_why() => Explained.Silent("aws-failing", Troubles.Snapshot.Refused("nobody knows"));
}
