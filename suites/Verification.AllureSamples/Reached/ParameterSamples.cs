using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

[TestFixture("prod-cluster", 8083)]
[TestFixture("analytics-cluster", 8083)]
public sealed class ParameterSamples(string cluster, int port)
{
    [TestCase("health", null)]
    [TestCase("version", 5)]
    public void Endpoint_answers(string path, int? times) => Assert.That($"{cluster}:{port}/{path}{times}", Is.Not.Empty);
}
