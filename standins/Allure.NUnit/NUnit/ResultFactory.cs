using System.Collections;
using System.Globalization;
using Allure.Net.Commons;
using Allure.NUnit.Attributes;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using TestResult = Allure.Net.Commons.TestResult;

namespace Allure.NUnit;

/// <summary>What is known of a test before it runs: its names, ids, labels and parameters.</summary>
internal static class ResultFactory
{
    private const string LabelVariable = "ALLURE_LABEL_";

    public static TestResult Create(ITest test)
    {
        var result = new TestResult
        {
            uuid = Guid.NewGuid().ToString(),
            name = test.Parent is ParameterizedMethodSuite suite ? suite.Name : test.Name,
            fullName = FullName(test),
            titlePath = [.. Ancestry.Of(test).Skip(1).Select(at => at is TestAssembly { Assembly: { } assembly } ? assembly.GetName().Name! : at.Name)],
            labels =
            [
                Label.Thread(), Label.Host(), Label.Language(), Label.Framework("NUnit"), Label.Package(test.ClassName ?? ""), Label.TestMethod(test.MethodName ?? ""),
                Label.TestClass(LastPart(test.ClassName ?? "")), .. FromEnvironment(), .. FromConfiguration(),
            ],
        };
        foreach (var attribute in Attributes(test))
        {
            attribute.UpdateTestResult(result);
        }

        result.parameters.AddRange(Parameters(test));
        return result;
    }

    /// <summary>What a test may have said itself, where it has not.</summary>
    public static void Complete(TestResult result, ITest test)
    {
        if (result.description is null && result.descriptionHtml is null && Ancestry.Values(test, PropertyNames.Description).ToList() is { Count: > 0 } descriptions)
        {
            result.description = string.Join("\n\n", descriptions);
        }

        result.labels.AddRange(Ancestry.Values(test, PropertyNames.Author).Select(Label.Owner));
        result.labels.AddRange(Ancestry.Values(test, PropertyNames.Category).Select(Label.Tag));
        if (!result.labels.Any(label => label.name is LabelName.PARENT_SUITE or LabelName.SUITE or LabelName.SUB_SUITE))
        {
            var fixture = Ancestry.Fixture(test)?.FullName ?? test.ClassName ?? "";
            AddUnlessEmpty(result, LabelName.PARENT_SUITE, test.TypeInfo?.Assembly.GetName().Name);
            AddUnlessEmpty(result, LabelName.SUITE, fixture.Length > LastPart(fixture).Length ? fixture[..^(LastPart(fixture).Length + 1)] : null);
            AddUnlessEmpty(result, LabelName.SUB_SUITE, LastPart(fixture));
        }
    }

    private static void AddUnlessEmpty(TestResult result, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            result.labels.Add(new Label { name = name, value = value });
        }
    }

    private static string FullName(ITest test)
    {
        if (test.Method is null)
        {
            return test.FullName;
        }

        var arguments = Ancestry.Fixture(test)?.Arguments ?? [];
        return $"{Identity.Of(test.Method.MethodInfo.DeclaringType!)}{(arguments.Length == 0 ? "" : $"({string.Join(',', arguments.Select(Argument))})")}.{Identity.Of(test.Method.MethodInfo)}";
    }

    private static string Argument(object? value) => value switch
    {
        null or string => ParameterText.Of(value),
        Type type => $"<{Identity.Of(type)}>",
        Array values => $"[{string.Join(',', values.Cast<object?>().Select(Argument))}]",
        char => $"'{ParameterText.Of(value)[1..^1]}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) + value switch { uint => "u", long => "L", ulong => "UL", float => "f", _ => "" },
    };

    private static IEnumerable<Parameter> Parameters(ITest test) => test.Method is null ? [] : test.Method.MethodInfo.GetParameters()
        .Zip(test.Arguments, (parameter, value) => new Parameter { name = parameter.Name, value = ParameterText.Of(value) });

    private static IEnumerable<AllureTestCaseAttribute> Attributes(ITest test) =>
        [.. test.Method?.GetCustomAttributes<AllureTestCaseAttribute>(inherit: true) ?? [], .. Ancestry.Fixture(test)?.GetCustomAttributes<AllureTestCaseAttribute>(inherit: true) ?? []];

    private static IEnumerable<Label> FromEnvironment() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(variable => variable is { Key: string key, Value: string { Length: > 0 } } && key.Length > LabelVariable.Length && key.StartsWith(LabelVariable, StringComparison.Ordinal))
        .Select(variable => new Label { name = ((string)variable.Key)[LabelVariable.Length..], value = (string)variable.Value! });

    private static IEnumerable<Label> FromConfiguration() => AllureLifecycle.Instance.AllureConfiguration.GlobalLabels
        .Where(label => label.Key.Length > 0 && !string.IsNullOrEmpty(label.Value))
        .Select(label => new Label { name = label.Key, value = label.Value });

    // A dot in the arguments of a generic type or of a fixture does not part namespaces.
    private static string LastPart(string name) => name[(name.Split('<', '(')[0].LastIndexOf('.') + 1)..];
}
