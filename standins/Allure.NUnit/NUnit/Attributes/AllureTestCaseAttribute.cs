using Allure.Net.Commons;
using NUnit.Framework;

namespace Allure.NUnit.Attributes;

/// <summary>Says something of the results of a test, or of all tests of a class.</summary>
public abstract class AllureTestCaseAttribute : NUnitAttribute
{
    public abstract void UpdateTestResult(TestResult testResult);
}
