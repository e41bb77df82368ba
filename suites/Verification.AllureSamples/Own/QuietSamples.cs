using NUnit.Framework;

namespace Verification.AllureSamples.Own;

/// <summary>Without the attribute nothing is reported.</summary>
public sealed class QuietSamples
{
    [Test]
    public void Is_not_reported() => Assert.That(true);
}
