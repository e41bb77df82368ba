using System.Runtime.CompilerServices;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Allure.NUnit;

/// <summary>Hears the final word on every test and suite below a fixture. Actions do not: NUnit runs none for a test that it skips.</summary>
internal sealed class ResultListener(ITestListener inner) : ITestListener
{
    /// <returns>False where one listens already, further up.</returns>
    public static bool Attach(TestExecutionContext context)
    {
        var listener = Get(context);
        if (listener is ResultListener)
        {
            return false;
        }

        Set(context, new ResultListener(listener));
        return true;
    }

    public void TestStarted(ITest test) => inner.TestStarted(test);

    public void TestFinished(ITestResult result)
    {
        TestReports.End(result);
        inner.TestFinished(result);
    }

    public void TestOutput(TestOutput output) => inner.TestOutput(output);

    public void SendMessage(TestMessage message) => inner.SendMessage(message);

    // Internal in NUnit, which has no public way to hear of a test that is not run.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Listener")]
    private static extern ITestListener Get(TestExecutionContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Listener")]
    private static extern void Set(TestExecutionContext context, ITestListener listener);
}
