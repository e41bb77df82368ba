using System.Collections.Concurrent;
using System.Text;
using Allure.Net.Commons;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using TestResult = Allure.Net.Commons.TestResult;

namespace Allure.NUnit;

/// <summary>From a test's start to its file.</summary>
internal static class TestReports
{
    private static readonly ConcurrentDictionary<string, TestResult> Open = new(StringComparer.Ordinal);

    private static AllureLifecycle Lifecycle => AllureLifecycle.Instance;

    public static void Begin(ITest test)
    {
        // Of two attributes, on a set-up fixture and on a fixture below, the outer one has begun already.
        if (Open.ContainsKey(test.Id))
        {
            return;
        }

        var result = Create(test);
        Open[test.Id] = result;
        Lifecycle.RestoreContext(new AllureContext { Containers = [Containers.Of(test)] });
        Lifecycle.StartTestCase(result);
    }

    /// <summary>The thread runs another test next, perhaps one that is not reported.</summary>
    public static void Leave() => Lifecycle.RestoreContext(new AllureContext());

    public static void End(ITestResult nunit)
    {
        var test = nunit.Test;
        if (!test.IsSuite)
        {
            var result = Open.TryRemove(test.Id, out var begun) ? begun : NeverBegun(test);
            Lifecycle.Update(result, one => Complete(one, nunit));
            Lifecycle.Write(result);
        }

        Containers.End(test);
    }

    private static TestResult Create(ITest test)
    {
        Lifecycle.AllureConfiguration.FailExceptions ??= [typeof(AssertionException).FullName!, typeof(MultipleAssertException).FullName!];
        var result = ResultFactory.Create(test);
        // The test's own container gets it by the lifecycle.
        Lifecycle.Adopt(Containers.Around(test.Parent!), result);
        return result;
    }

    private static TestResult NeverBegun(ITest test)
    {
        // Nothing gives it a name of its own any more; the method's would be that of all its cases.
        var result = Create(test);
        result.name = test.Name;
        AllureLifecycle.Start(result);
        return result;
    }

    private static void Complete(TestResult result, ITestResult nunit)
    {
        ResultFactory.Complete(result, nunit.Test);
        (result.status, result.statusDetails) = (Outcomes.Of(nunit), Outcomes.Details(nunit));
        if (!string.IsNullOrWhiteSpace(nunit.Output))
        {
            result.attachments.Add(new Attachment { name = "Console Output", type = "text/plain", source = Lifecycle.Writer.WriteAttachment(Encoding.UTF8.GetBytes(nunit.Output), ".txt") });
        }

        AllureLifecycle.Finish(result);
    }
}
