using System.Collections.Concurrent;
using Allure.Net.Commons;
using NUnit.Framework.Interfaces;

namespace Allure.NUnit;

/// <summary>The containers of tests and suites that are under way, by NUnit's id.</summary>
internal static class Containers
{
    private static readonly ConcurrentDictionary<string, TestResultContainer> Open = new(StringComparer.Ordinal);

    public static TestResultContainer Of(ITest test) => Open.GetOrAdd(test.Id, _ => new TestResultContainer
    {
        uuid = Guid.NewGuid().ToString(),
        name = test.FullName,
        start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
    });

    /// <summary>Those of a test and of the suites that it is in, the outermost first.</summary>
    public static IEnumerable<TestResultContainer> Around(ITest test) => Ancestry.Of(test).Select(Of);

    public static void End(ITest test)
    {
        if (Open.TryRemove(test.Id, out var container))
        {
            container.stop = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            AllureLifecycle.Instance.Write(container);
        }
    }
}
