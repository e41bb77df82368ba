using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ReplicationRuleMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot with { Replication = Troubles.Snapshot.Replication.But(_ => new ReplicationFact([])) };

    [Test]
    public void Is_first_and_the_rule_is_added()
    {
        var cause = Explained.First("replication-rule-missing", Broken);

        Assert.That(cause.Mend.Single(), Is.EqualTo(
            """aws ecr put-replication-configuration --replication-configuration '{"rules":[{"destinations":[{"region":"us-west-2","registryId":"123456789012"}]}]}' --region us-east-1"""));
    }

    [Test]
    public void Is_first_before_the_image_that_is_missing_for_it_and_copies_that()
    {
        var cause = Explained.First("replication-rule-missing", Broken
            .InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } })
            .AnalyticsTrouble(trouble => trouble with { Images = trouble.Images.But(images => images.But(1, image => image with { Digest = "" })) }));

        Assert.That(cause.Mend, Has.Length.EqualTo(2).And.Some.Contains("ecr put-image"));
    }

    [Test]
    public void Is_first_when_its_rules_go_elsewhere_and_keeps_those()
    {
        var cause = Explained.First("replication-rule-missing", Broken with { Replication = Broken.Replication.But(_ => new ReplicationFact([new ReplicationRuleFact(["eu-west-1"], ["other/"])])) });

        Assert.That(cause.For[0].Text, Is.EqualTo("its rules go to eu-west-1, for repositories other/*"));
        Assert.That(cause.Mend[0], Does.Contain("eu-west-1").And.Contain("PREFIX_MATCH").And.Contain("us-west-2"));
    }

    [Test]
    public void Is_silent_when_there_is_one() => Explained.Silent("replication-rule-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_the_rules_are_unread() => Explained.SilentUnread("replication-rule-missing", Broken, snapshot => snapshot with { Replication = snapshot.Replication.Denied() });

    [TestCase("to other regions", "us-west-1,eu-west-1", "", "its rules go to us-west-1, eu-west-1")]
    [TestCase("for other repositories", "us-west-2", "other/,more/", "its rules go to us-west-2, for repositories other/*, more/*")]
    public void Is_first_when_its_rules_are(string what, string regions, string prefixes, string words)
    {
        var rule = new ReplicationRuleFact([.. regions.Split(',')], [.. prefixes.Split(',', StringSplitOptions.RemoveEmptyEntries)]);

        var cause = Explained.First("replication-rule-missing", Broken with { Replication = Broken.Replication.But(_ => new ReplicationFact([rule])) });

        Assert.That(cause.For.Single().Text, Is.EqualTo(words), what);
    }

    [Test]
    public void Is_silent_when_one_of_a_rules_prefixes_is_the_repositorys()
    {
        var covered = Troubles.Snapshot with { Replication = Broken.Replication.But(_ => new ReplicationFact([new ReplicationRuleFact(["us-west-2"], ["other/", "notification-"])])) };

        Explained.Silent("replication-rule-missing", covered.InAnalytics(cluster => cluster with { Common = cluster.Common with { Image = cluster.Common.Image.Gone("image") } }));
    }
}
