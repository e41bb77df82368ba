using Allure.Net.Commons;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Allure.NUnit;

/// <summary>NUnit's results in Allure's words.</summary>
internal static class Outcomes
{
    public static Status Of(ITestResult result) => result.ResultState.Status switch
    {
        TestStatus.Passed => Status.passed,
        TestStatus.Skipped => Status.skipped,
        TestStatus.Failed when IsAssertion(result) => Status.failed,
        _ => Status.broken,
    };

    public static StatusDetails? Details(ITestResult result)
    {
        var (said, trace) = (!string.IsNullOrWhiteSpace(result.Message), !string.IsNullOrWhiteSpace(result.StackTrace));
        return said || trace ? new StatusDetails { message = said ? result.Message : $"Test {result.ResultState.Status}", trace = result.StackTrace } : null;
    }

    public static Status Of(Exception? error) => error switch
    {
        AssertionException or MultipleAssertException => Status.failed,
        IgnoreException => Status.skipped,
        SuccessException => Status.passed,
        _ => ErrorStatus.Of(error),
    };

    // Nothing was asserted by a test that was never reached, whatever its one-time set-up asserted.
    private static bool IsAssertion(ITestResult result) =>
        result.ResultState.Site != FailureSite.Parent && result.AssertionResults.Any() && result.AssertionResults.All(one => one.Status != AssertionStatus.Error);
}
