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

    [TestCase("access-denied", "rule: expected ModifyRule to succeed, found AccessDenied: User is not authorized to perform: elasticloadbalancing:ModifyRule (not tried again).")]
    [TestCase("credentials-expired", "expected RegisterTaskDefinition to succeed, found ExpiredTokenException: The security token included in the request is expired")]
    [TestCase("throttled", "expected CreateService to succeed, found ThrottlingException: Rate exceeded (tried 3 times)")]
    [TestCase("clock-skewed", "SignatureDoesNotMatch: Signature expired: 20260131T115000Z is now earlier than 20260131T120000Z")]
    public void What_the_pipeline_was_refused_is_first_although_whoever_looks_is_not_refused(string id, string error)
    {
        var cause = Explained.First(id, Troubles.Snapshot.Harness(connected: true, error));

        Assert.That(cause.For.Select(proof => proof.Text), Has.Some.StartsWith(error[..30]));
        Assert.That(cause.Subject, Is.EqualTo(Verification.Model.Checks.Subject.AllClusters));
    }

    [Test]
    public void Is_silent_when_ECS_was_refused_for_a_task() => Explained.Silent(
        "access-denied",
        Troubles.Snapshot.Lacking().Harness(connected: true, "service: expected to be steady, found CannotPullContainerError: AccessDeniedException: not authorized to perform: ecr:BatchGetImage"));
}
