using System.Text.Json.Nodes;
using Verification.Model.Facts;

namespace Verification.Tests.Model;

/// <summary>A snapshot whose stored form was changed without knowing its types, so that no fact can be forgotten.</summary>
internal static class Rewritten
{
    /// <summary>Every observation becomes another one; those within it go with it.</summary>
    public static Snapshot EveryObservation(Snapshot snapshot, Func<JsonObject, JsonObject> change) =>
        SnapshotJson.Read(Rewrite(Tree(snapshot), "$", (_, observation) => change(observation))!.ToJsonString());

    public static Snapshot OneObservation(Snapshot snapshot, string path, Func<JsonObject, JsonObject> change) =>
        SnapshotJson.Read(Rewrite(Tree(snapshot), "$", (at, observation) => at == path ? change(observation) : null)!.ToJsonString());

    /// <summary>Those at these paths become other ones.</summary>
    public static Snapshot Observations(Snapshot snapshot, IReadOnlySet<string> paths, Func<JsonObject, JsonObject> change) =>
        SnapshotJson.Read(Rewrite(Tree(snapshot), "$", (at, observation) => paths.Contains(at) ? change(observation) : null)!.ToJsonString());

    /// <summary>The path of every item of every list.</summary>
    public static IReadOnlyList<string> Items(Snapshot snapshot) => [.. Lists(Tree(snapshot)).SelectMany(list => list).Select(item => item!.GetPath())];

    /// <summary>Without one item of one list.</summary>
    public static Snapshot Without(Snapshot snapshot, string item)
    {
        var tree = Tree(snapshot);
        var list = Lists(tree).Single(list => list.Any(one => one!.GetPath() == item));
        list.Remove(list.Single(one => one!.GetPath() == item));
        return SnapshotJson.Read(tree.ToJsonString());
    }

    /// <summary>Every list in another order. A command is no list of facts: its words stay.</summary>
    public static Snapshot Shuffled(Snapshot snapshot, Random lots)
    {
        var tree = Tree(snapshot);
        foreach (var list in Lists(tree).Where(list => list.Parent is not JsonObject || list.GetPropertyName() != "command").ToList())
        {
            var items = list.ToArray();
            list.Clear();
            lots.Shuffle(items);
            foreach (var item in items)
            {
                list.Add(item);
            }
        }

        return SnapshotJson.Read(tree.ToJsonString());
    }

    /// <summary>The path of every observation, those within others included.</summary>
    public static IReadOnlyList<string> Observations(Snapshot snapshot)
    {
        List<string> paths = [];
        Rewrite(Tree(snapshot), "$", (at, _) =>
        {
            paths.Add(at);
            return null;
        });
        return paths;
    }

    public static JsonObject Unavailable(JsonObject observation) =>
        new() { ["unavailable"] = Changes.Reason, ["retriable"] = true, ["source"] = observation["source"]!.DeepClone() };

    public static JsonObject Absent(JsonObject observation) => new() { ["absent"] = "what was looked for", ["source"] = observation["source"]!.DeepClone() };

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => Lists(part.Value)),
        JsonArray list => list.SelectMany(Lists).Prepend(list),
        _ => [],
    };

    private static JsonNode Tree(Snapshot snapshot) => JsonNode.Parse(SnapshotJson.Write(snapshot))!;

    private static JsonNode? Rewrite(JsonNode? node, string path, Func<string, JsonObject, JsonObject?> change)
    {
        switch (node)
        {
            case JsonObject observation when observation["source"] is JsonObject && change(path, observation) is { } changed:
                return changed;
            case JsonObject parts:
                return new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, Rewrite(part.Value, $"{path}.{part.Key}", change))));
            case JsonArray items:
                return new JsonArray([.. items.Select((item, index) => Rewrite(item, $"{path}[{index}]", change))]);
            default:
                return node?.DeepClone();
        }
    }
}
