using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

[Ignore("the whole fixture waits")]
public sealed class IgnoredSamples
{
    [Test]
    public void Is_in_an_ignored_fixture()
    {
    }
}
