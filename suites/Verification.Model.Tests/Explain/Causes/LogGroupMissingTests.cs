using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class LogGroupMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionDeployment(common => common with { LogGroup = common.LogGroup.Gone("log group") });

    [Test]
    public void Is_first_and_is_created()
    {
        var cause = Explained.First("log-group-missing", Broken);

        Assert.That(cause.Mend.Single(), Is.EqualTo(
            "aws logs create-log-group --log-group-name /ecs/notification-service-prod --region us-east-1"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_first_and_tasks_that_lack_are_started_again() => Assert.That(
        Explained.First("log-group-missing", Broken.Lacking()).Mend[^1],
        Is.EqualTo("aws ecs update-service --cluster prod-cluster --service notification-service --force-new-deployment --region us-east-1"));

    [Test]
    public void Is_silent_when_the_group_is_there() => Explained.Silent("log-group-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_it_is_unread() =>
        Explained.SilentUnread("log-group-missing", Broken, snapshot => snapshot.ProductionDeployment(common => common with { LogGroup = common.LogGroup.Denied() }));

    [Test]
    public void Is_first_when_a_task_could_not_begin_to_write_to_the_group_of_its_container()
    {
        var cause = Explained.First("log-group-missing", Troubles.Snapshot
            .Stopped("TaskFailedToStart", "ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.")
            .ProductionContainer(container => container with { LogOptions = container.LogOptions.SetItem("awslogs-group", "/ecs/elsewhere") }));

        Assert.That(cause.Title, Is.EqualTo("The log group /ecs/elsewhere does not exist in us-east-1."));
        Assert.That(cause.For, Has.Length.EqualTo(1));
    }
}
