using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method)]
public class AllureNameAttribute(string name) : AllureTestCaseAttribute
{
    public override void UpdateTestResult(TestResult testResult) => testResult.name = name;
}
