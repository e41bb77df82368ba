using Allure.NUnit;
using NUnit.Framework;

namespace Verification.AllureSamples.Own;

/// <summary>The attribute on the fixture itself, whose one-time set-up fails an assertion.</summary>
[AllureNUnit]
public sealed class OwnSamples
{
    [OneTimeSetUp]
    public void Expect() => Assert.Fail("the ground is not there");

    [Test]
    public void Needs_ground()
    {
    }
}
