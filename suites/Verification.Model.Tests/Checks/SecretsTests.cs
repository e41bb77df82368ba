using NUnit.Framework;
using Verification.Model.Checks;

namespace Verification.Tests.Model.Checks;

internal sealed class SecretsTests
{
    [Test]
    public void Secrets_that_exist_passes()
    {
        var facts = GuideFacts.Healthy;

        var finding = Judged.By<Secrets>(facts);

        finding.Says(Outcome.Passed, "notification/api-key, notification/db-url", "notification/api-key, notification/db-url");
    }

    [Test]
    public void Secret_that_is_gone_fails_with_its_name()
    {
        var facts = GuideFacts.Healthy
            .ProductionDeployment(common => common with { Secrets = common.Secrets.But(_ => ["notification/api-key"]) });

        var finding = Judged.By<Secrets>(facts);

        finding.Says(Outcome.Failed, "notification/api-key, notification/db-url", "no notification/db-url");
    }

    [Test]
    public void Every_missing_secret_fails_with_its_name()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Secrets = common.Secrets.But(_ => []) });

        var finding = Judged.By<Secrets>(facts);

        finding.Says(Outcome.Failed, "notification/api-key, notification/db-url", "no notification/api-key; no notification/db-url");
    }

    [Test]
    public void Secrets_that_cannot_be_read_are_unknown()
    {
        var facts = GuideFacts.Healthy.ProductionDeployment(common => common with { Secrets = common.Secrets.Denied() });

        var finding = Judged.By<Secrets>(facts);

        finding.Says(Outcome.Unknown, "notification/api-key, notification/db-url", $"could not be read: {Changes.Reason}");
    }

    [Test]
    public void Nothing_is_asked_of_a_cluster_that_declares_no_secret()
    {
        var topology = Judged.Declaring(common => common with { TaskDefinition = common.TaskDefinition with { Secrets = common.TaskDefinition.Secrets.Clear() } });

        Assert.That(new Secrets().Subjects(topology), Is.EqualTo([new Subject("analytics-cluster", "notification-service")]));
    }
}
