using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Verification.Tests.Topologies;

/// <summary>A value of the guide's topology together with the part of the schema that is about it.</summary>
internal sealed record SchemaPlace(JsonNode Root, string Path, Func<JsonNode, JsonNode?> Find, JsonSchema Schema)
{
    public static IEnumerable<SchemaPlace> All(JsonNode root, JsonSchema schema) =>
        new SchemaPlace(root, "", node => node, schema.ActualSchema).WithInner();

    /// <summary>The whole topology with this value changed.</summary>
    public JsonNode With(JsonNode? value)
    {
        var copy = Root.DeepClone();
        Find(copy)!.ReplaceWith(value);
        return copy;
    }

    public JsonNode WithKey(string key, JsonNode? value)
    {
        var copy = Root.DeepClone();
        ((JsonObject)Find(copy)!)[key] = value;
        return copy;
    }

    public JsonNode WithoutKey(string key)
    {
        var copy = Root.DeepClone();
        ((JsonObject)Find(copy)!).Remove(key);
        return copy;
    }

    public override string ToString() => Path;

    private IEnumerable<SchemaPlace> WithInner() => Inner().SelectMany(inner => inner.WithInner()).Prepend(this);

    private IEnumerable<SchemaPlace> Inner() => Find(Root) switch
    {
        JsonObject map => map.Where(child => Schema.ActualProperties.ContainsKey(child.Key)).Select(child => new SchemaPlace(
            Root,
            Path.Length == 0 ? child.Key : $"{Path}.{child.Key}",
            root => Find(root)![child.Key],
            Schema.ActualProperties[child.Key].ActualSchema)),
        JsonArray list => list.Select((_, index) => new SchemaPlace(
            Root,
            string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]"),
            root => Find(root)![index],
            Schema.Item!.ActualSchema)),
        _ => [],
    };
}
