using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Allure.NUnit;

/// <summary>Reports every test below a fixture. On a set-up fixture that is its whole namespace, what is ignored, cannot run or was never reached included.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public class AllureNUnitAttribute : PropertyAttribute, ITestAction, IApplyToContext
{
    public ActionTargets Targets => ActionTargets.Test | ActionTargets.Suite;

    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!test.IsSuite)
        {
            TestReports.Begin(test);
        }
    }

    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!test.IsSuite)
        {
            TestReports.Leave();
        }
    }

    public void ApplyToContext(TestExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ResultListener.Attach(context))
        {
            new SetUpReports().ApplyToContext(context);
        }
    }
}
