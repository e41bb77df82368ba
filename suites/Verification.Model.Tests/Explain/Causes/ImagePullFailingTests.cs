using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ImagePullFailingTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("TaskFailedToStart", "CannotPullContainerError: failed to do request: dial tcp 10.0.0.1:443: i/o timeout");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("image-pull-failing", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("image-pull-failing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("image-pull-failing", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));

    [Test]
    public void Is_first_and_asks_for_no_subnets_when_none_are_known() => Assert.That(
        Explained.First("image-pull-failing", Broken.ProductionServiceSeen(service => service.Refused("nobody knows"))).See, Has.None.Contains("describe-subnets"));

    [Test]
    public void Asks_for_no_subnets_when_the_service_has_none() => Assert.That(
        Explained.Of(Broken.ProductionService(service => service with { Subnets = [] })).Causes.Single(cause => cause.Id == "image-pull-failing").See, Has.None.Contains("describe-subnets"));

    [Test]
    public void Shows_the_subnets_of_the_service() => Assert.That(
        Explained.Of(Broken).Causes.Single(cause => cause.Id == "image-pull-failing").See[^1],
        Is.EqualTo("aws ec2 describe-subnets --subnet-ids subnet-prod1 subnet-prod2 subnet-prod3 --region us-east-1"));
}
