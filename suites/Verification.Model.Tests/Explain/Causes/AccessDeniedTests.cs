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

    [TestCase("CannotPullContainerError: AccessDeniedException: not authorized to perform: ecr:BatchGetImage")]
    [TestCase("ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException: not authorized to perform: secretsmanager:GetSecretValue")]
    [TestCase("ECS was unable to assume the role 'notification-service-execution-role': AccessDenied")]
    public void Is_silent_when_ECS_was_refused_for_a_task(string said) =>
        Explained.Silent("access-denied", Troubles.Snapshot.Lacking().Harness(connected: true, $"service: expected to be steady, found {said}"));

    [Test]
    public void Explains_only_what_is_unknown_for_that_reason()
    {
        var cause = Explained.First("access-denied", Troubles.Snapshot.Refused(Reason).InProduction(cluster => cluster with { Cluster = cluster.Cluster.Refused("InternalFailure: x") }));

        Assert.That(cause.Explains.Select(finding => finding.Check), Has.None.EqualTo("cluster-active").And.Some.EqualTo("log-group"));
    }

    [Test]
    public void Is_silent_when_only_that_is_refused_which_no_check_asks_for() =>
        Explained.Silent("access-denied", Troubles.Snapshot.Lacking().Trouble(trouble => trouble with { Scaling = trouble.Scaling.Refused(Reason) }));

    [TestCase(3)]
    [TestCase(4)]
    public void Is_first_with_three_calls_and_says_how_many_there_are_when_there_are_more(int count)
    {
        var cause = Explained.First("access-denied", Troubles.Snapshot.InProduction(cluster => cluster with
        {
            Cluster = cluster.Cluster.Refused(Reason),
            Common = cluster.Common with
            {
                Tasks = cluster.Common.Tasks.Refused(Reason),
                LogGroup = cluster.Common.LogGroup.Refused(Reason),
                Secrets = count > 3 ? cluster.Common.Secrets.Refused(Reason) : cluster.Common.Secrets,
            },
        }));

        Assert.That(cause.For.Skip(3).Select(proof => proof.Text), Is.EqualTo(count > 3 ? Extent : []));
    }

    private static readonly string[] Extent = ["4 calls in all"];
}
