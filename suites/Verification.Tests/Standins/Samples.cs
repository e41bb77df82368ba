using System.Collections;
using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace Verification.Tests.Standins;

/// <summary>Model objects with every member set, nested ones too, each value another one.</summary>
internal sealed class Samples(string modelNamespace)
{
    private const int Deepest = 10;

    private int _last;

    public object Full(Type type, int depth = 0)
    {
        var value = Activator.CreateInstance(type)!;
        foreach (var property in depth > Deepest ? [] : Members(type))
        {
            property.SetValue(value, Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, depth));
        }

        return value;
    }

    /// <summary>Everything that is in a model object, one line a value: <c>services[0].serviceName = a</c>.</summary>
    public IEnumerable<string> Lines(object? value, string path = "") => value switch
    {
        null => [],
        string or bool or int or long or double => [$"{path} = {value}"],
        DateTime time => [$"{path} = {time:O}"],
        MemoryStream blob => [$"{path} = {Convert.ToHexString(blob.ToArray())}"],
        ConstantClass constant => [$"{path} = {constant.Value}"],
        Document document => document.IsNull() ? [] : [$"{path} = {string.Join(',', document.AsDictionary().Select(e => $"{e.Key}:{e.Value.AsInt()}"))}"],
        IDictionary map => map.Keys.Cast<string>().SelectMany(k => Lines(map[k], $"{path}[{k}]")),
        IList list => list.Cast<object>().SelectMany((e, i) => Lines(e, $"{path}[{i}]")),
        _ => Members(value.GetType()).SelectMany(p => Lines(p.GetValue(value), $"{path}.{p.Name}")),
    };

    private object Value(Type type, int depth)
    {
        _last++;
        if (type.IsGenericType)
        {
            var values = Enumerable.Range(0, 2).Select(_ => Value(type.GenericTypeArguments[^1], depth + 1)).ToList();
            var collection = Activator.CreateInstance(type)!;
            for (var i = 0; i < values.Count; i++)
            {
                _ = collection is IDictionary map ? map[$"key{i}"] = values[i] : ((IList)collection).Add(values[i]);
            }

            return collection;
        }

        return type == typeof(string) ? $"text {_last} <&> \u00e9"
            : type == typeof(bool) ? true
            : type == typeof(int) ? _last
            : type == typeof(long) ? _last + (1L << 40)
            : type == typeof(double) ? _last + 0.25
            : type == typeof(DateTime) ? DateTime.UnixEpoch.AddDays(20_000).AddMilliseconds(_last)
            : type == typeof(MemoryStream) ? new MemoryStream([1, 2, (byte)_last])
            : type == typeof(Document) ? new Document(new Dictionary<string, Document>(StringComparer.Ordinal) { ["a"] = _last })
            : type.IsSubclassOf(typeof(ConstantClass)) ? type.GetMethod("FindValue", [typeof(string)])!.Invoke(null, [$"constant {_last}"])!
            : Full(type, depth + 1);
    }

    private IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties().Where(p => p.DeclaringType!.Namespace == modelNamespace && p.GetSetMethod() is not null);
}
