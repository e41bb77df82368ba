using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Allure.NUnit;

/// <summary>A test's place among suites.</summary>
internal static class Ancestry
{
    /// <summary>The test and the suites that it is in, the outermost first.</summary>
    public static IReadOnlyList<ITest> Of(ITest test)
    {
        var path = new List<ITest>();
        for (var at = test; at is not null; at = at.Parent)
        {
            path.Insert(0, at);
        }

        return path;
    }

    public static TestFixture? Fixture(ITest test) => Of(test).OfType<TestFixture>().LastOrDefault();

    /// <summary>The values of a property from the fixture down to the test.</summary>
    public static IEnumerable<string> Values(ITest test, string property) => Of(test)
        .SkipWhile(at => at.TypeInfo is null || at is SetUpFixture)
        .SelectMany(at => at.Properties[property].Cast<object>())
        .Select(value => value.ToString()!);
}
