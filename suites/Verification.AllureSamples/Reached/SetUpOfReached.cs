using Allure.Net.Commons;
using Allure.NUnit;
using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

/// <summary>One attribute for a whole namespace, and a set-up and tear-down that are reported.</summary>
[SetUpFixture]
[AllureNUnit]
public sealed class SetUpOfReached
{
    [OneTimeSetUp]
    public void Look() => AllureApi.Step("look once", () => AllureApi.AddAttachment("seen", "text/plain", "what was seen"u8.ToArray(), ".txt"));

    [OneTimeTearDown]
    public void Leave()
    {
    }
}
