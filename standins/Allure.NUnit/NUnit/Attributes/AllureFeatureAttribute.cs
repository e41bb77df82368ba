using Allure.Net.Commons;

namespace Allure.NUnit.Attributes;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class AllureFeatureAttribute(params string[] feature) : AllureTestCaseAttribute
{
    public override void UpdateTestResult(TestResult testResult) => testResult.labels.AddRange(feature.Select(Label.Feature));
}
