using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class SecretMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionDeployment(common => common with { Secrets = common.Secrets.But(names => names.RemoveAt(0)) });

    [Test]
    public void Is_first_and_nobody_else_knows_its_value()
    {
        var cause = Explained.First("secret-missing", Broken);

        Assert.That((cause.Title, cause.Mend.Length), Is.EqualTo(("The secret notification/db-url does not exist in us-east-1.", 0)));
    }

    [Test]
    public void Is_first_before_tasks_that_miss_it() => Explained.First("secret-missing", Broken.Stopped(
        "TaskFailedToStart", "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: not found"));

    [Test]
    public void Is_silent_when_all_secrets_are_there() => Explained.Silent("secret-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_secrets_are_unread() =>
        Explained.SilentUnread("secret-missing", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Secrets = common.Secrets.Denied() }));

    [Test]
    public void Is_first_for_all_that_do_not_exist() => Assert.That(
        Explained.First("secret-missing", Troubles.Snapshot.ProductionDeployment(common => common with { Secrets = common.Secrets.But(_ => []) })).Title,
        Does.Match(@"\AThe secrets notification/\S+ and notification/\S+ do not exist in us-east-1\.\z"));

    [Test]
    public void Is_first_in_the_words_of_the_tasks_when_another_secret_is_missing_than_those_that_are_declared() => Assert.That(
        Explained.First("secret-missing", Troubles.Snapshot.Stopped("TaskFailedToStart", "ResourceInitializationError: unable to retrieve secret from asm: another")).Title,
        Is.EqualTo("A secret does not exist in the region."));
}
