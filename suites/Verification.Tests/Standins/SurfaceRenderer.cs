using System.Reflection;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Verification.Tests.Standins;

/// <summary>What types offer to the outside, protected members included: one line a type and one a member.</summary>
internal static class SurfaceRenderer
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double",
        [typeof(object)] = "object", [typeof(void)] = "void",
    };

    public static IEnumerable<string> Lines(Type type)
    {
        string[] bases = [.. Bases(type)];
        yield return $"{(type.IsInterface ? "interface" : "class")} {type.FullName}{(bases.Length > 0 ? " : " : "")}{string.Join(", ", bases)}";
        foreach (var member in Members(type))
        {
            yield return $"{type.FullName}: {member}";
        }
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object))
        {
            yield return Name(parent);
        }

        var all = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).ToList();
        foreach (var direct in all.Except(all.SelectMany(i => i.GetInterfaces())).Select(Name).Order(StringComparer.Ordinal))
        {
            yield return direct;
        }
    }

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetConstructors(Declared).Where(IsOffered).Select(c => $"{Access(c)}new({Parameters(c)})"),
        .. type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(Field),
        .. type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsOffered)).Select(Property),
        .. type.GetMethods(Declared).Where(m => IsOffered(m) && !IsAccessor(m)).Select(Method),
        .. type.GetNestedTypes(Declared).Where(t => t.IsNestedPublic || t.IsNestedFamily).Select(t => $"nested {t.Name}"),
        .. type.GetEvents(Declared).Select(e => $"event {e.Name}"),
    ];

    private static string Field(FieldInfo field) =>
        $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}"
        + (field.IsStatic && field.GetValue(null) is ConstantClass constant ? $" = \"{constant.Value}\"" : "")
        + (field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "");

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsOffered).ToList();
        var text = $"{Access(accessors[0])}{Modifier(accessors[0])}{Name(property.PropertyType)} {property.Name} {{ {string.Concat(accessors.Select(Accessor).Order(StringComparer.Ordinal))}}}";
        return text + (property.GetCustomAttribute<AWSPropertyAttribute>() is { Required: true } ? " required" : "");
    }

    private static string Accessor(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get; "
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    private static string Method(MethodInfo method) => method.Name == "op_Implicit"
        ? $"static implicit operator {Name(method.ReturnType)}({Parameters(method)})"
        : $"{Access(method)}{Modifier(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal ? ""
        : method.GetBaseDefinition() != method ? "override " : "virtual ";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"));

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Name(value) + "?"
        : Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(',', type.GenericTypeArguments.Select(Name))}>"
        : type.Name;

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && method.Name is not "op_Implicit";
}
