using NUnit.Framework;
using Verification.Model.Explain;

namespace Verification.Tests.Model.Explain;

internal sealed class AwsCommandTests
{
    // Names and values come from AWS, and a shell would take some of them for itself.
    [TestCase("notification-service", "notification-service")]
    [TestCase("Key=a,Value=b@c:d/e_f.g+h", "Key=a,Value=b@c:d/e_f.g+h")]
    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("$(reboot)", "'$(reboot)'")]
    [TestCase("it's", "'it'\\''s'")]
    [TestCase("line\n", "'line\n'")]
    public void Argument_is_one_word_to_a_shell(string argument, string word)
    {
        var snapshot = Troubles.Snapshot;
        var at = new ClusterCase(GuideTopology.Literal, snapshot, GuideTopology.Literal.Clusters[0], snapshot.Clusters[0], []);

        Assert.That(at.Aws("ecs describe-tasks", "--tasks", argument), Is.EqualTo($"aws ecs describe-tasks --tasks {word} --region us-east-1"));
    }
}
