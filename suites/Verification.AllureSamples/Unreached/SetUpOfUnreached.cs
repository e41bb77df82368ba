using Allure.NUnit;
using NUnit.Framework;

namespace Verification.AllureSamples.Unreached;

[SetUpFixture]
[AllureNUnit]
public sealed class SetUpOfUnreached
{
    [OneTimeSetUp]
    public void Look() => throw new InvalidOperationException("nothing could be seen");
}
