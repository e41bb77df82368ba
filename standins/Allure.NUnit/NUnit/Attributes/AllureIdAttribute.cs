using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method)]
public class AllureIdAttribute(int id) : AllureTestCaseAttribute
{
    public override void UpdateTestResult(TestResult testResult) => testResult.labels.Add(Label.AllureId(id));
}
