using Allure.Net.Commons;
using Allure.NUnit.Attributes;
using NUnit.Framework;

namespace Verification.AllureSamples.Reached;

[AllureParentSuite("releases")]
[AllureSuite("readiness")]
[AllureSubSuite("targets")]
[AllureEpic("release")]
[AllureFeature("stage")]
[AllureOwner("platform")]
[AllureTag("one", "two")]
[AllureLabel("layer", "api")]
public sealed class ApiSamples
{
    [Test]
    [AllureStory("check")]
    [AllureSeverity(SeverityLevel.critical)]
    [AllureId(42)]
    [AllureDescription("by attribute")]
    [AllureLink("manual", "https://example.org/manual")]
    [AllureIssue("VER-6")]
    [AllureTms("T-1")]
    public void Says_all_by_attribute()
    {
    }

    [Test]
    public void Says_all_by_api()
    {
        AllureApi.SetTestName("a name of its own");
        AllureApi.SetDescription("by api");
        AllureApi.SetSeverity(SeverityLevel.blocker);
        AllureApi.SetSeverity(SeverityLevel.minor);
        AllureApi.SetOwner("somebody");
        AllureApi.AddEpic("another epic");
        AllureApi.AddLabel("environment", "prod");
        AllureApi.AddTags("three");
        AllureApi.AddLink("page", "https://example.org/page");
        AllureApi.AddIssue("VER-7");
        AllureApi.AddTestParameter("cluster", "prod-cluster");
        AllureApi.AddTestParameter("token", "hush", ParameterMode.Masked, excluded: true);
        AllureApi.AddTestParameter(new Parameter { name = "port", value = "8083", mode = ParameterMode.Hidden });
        AllureApi.AddAttachment("notes", "text/plain", "note"u8.ToArray(), ".txt");
    }
}
