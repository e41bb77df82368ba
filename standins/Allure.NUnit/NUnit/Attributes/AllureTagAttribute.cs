using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class AllureTagAttribute(params string[] tags) : AllureTestCaseAttribute
{
    public override void UpdateTestResult(TestResult testResult) => testResult.labels.AddRange(tags.Select(Label.Tag));
}
