using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Allure.Net.Commons;

/// <summary>The ids by which a report knows a test again in the next run. They are the official ones, so that history survives a change of package.</summary>
internal static class Identity
{
    // What the official package's serializer escapes, and no more.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of a test whatever its parameters.</summary>
    public static string TestCaseId(string? fullName) => Hash(fullName ?? "");

    /// <summary>Of a test with its parameters, those apart that are excluded.</summary>
    public static string HistoryId(string? fullName, IEnumerable<Parameter> parameters) => Hash(JsonSerializer.Serialize(
        new { fullName, parameters = parameters.Where(parameter => !parameter.excluded).OrderBy(parameter => parameter.name, StringComparer.Ordinal).Select(parameter => parameter.value) }, Plain));

    /// <summary>Assembly, namespace and name, with the arguments of a generic type; versions are not in it.</summary>
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments();
        var assembly = type.Assembly == typeof(object).Assembly ? "" : $"{type.Assembly.GetName().Name}:";
        return assembly + Path(type) + (arguments.Length == 0 ? "" : $"[{string.Join(',', arguments.Select(Of))}]");
    }

    /// <summary>Name, type parameters and types of the parameters.</summary>
    public static string Of(MethodInfo method)
    {
        var definition = method is { IsGenericMethod: true, IsGenericMethodDefinition: false } ? method.GetGenericMethodDefinition() : method;
        var types = definition.GetGenericArguments();
        return $"{definition.Name}{(types.Length == 0 ? "" : $"[{string.Join(',', types.Select(Of))}]")}({string.Join(',', definition.GetParameters().Select(parameter => Of(parameter.ParameterType)))})";
    }

    private static string Path(Type type) =>
        type.DeclaringType is { } outer ? $"{Path(outer)}+{type.Name}" : string.IsNullOrEmpty(type.Namespace) ? type.Name : $"{type.Namespace}.{type.Name}";

    // It identifies; it protects nothing. Reports know this one.
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
