using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class AllureTmsAttribute(string name, string url) : AllureTestCaseAttribute
{
    public AllureTmsAttribute(string name)
        : this(name, name)
    {
    }

    public override void UpdateTestResult(TestResult testResult) => testResult.links.Add(new Link { name = name, type = LinkType.TMS_ITEM, url = url });
}
