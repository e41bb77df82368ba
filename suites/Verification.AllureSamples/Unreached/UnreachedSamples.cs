using NUnit.Framework;

namespace Verification.AllureSamples.Unreached;

public sealed class UnreachedSamples
{
    [Test]
    public void Is_not_reached()
    {
    }

    [TestCase("prod-cluster")]
    [TestCase("analytics-cluster")]
    public void Is_not_reached_either(string cluster) => Assert.That(cluster, Is.Not.Empty);
}
