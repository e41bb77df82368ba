using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NJsonSchema;
using NUnit.Framework;
using Verification.Fixtures.Topologies;
using Verification.Tests.Architecture;
using Verification.Tests.Fixtures.Topologies;

namespace Verification.Tests.Topologies;

/// <summary>
/// Editors go by topology.schema.json, the harness by its parser: both must say the same of every key and value that the guide's topology has,
/// and it has every key there is.
/// </summary>
public class TopologySchemaTests
{
    // What one key requires of another is more than the schema can say.
    private static readonly string[] RequiredByRules = ["replicatedTo", "desiredCount", "deployment"];

    private static readonly JsonSchema Schema = Read();

    private static readonly IReadOnlyList<SchemaPlace> Places = [.. SchemaPlace.All(YamlAsJson.Read(Guide.Yaml), Schema)];

    [Test]
    public void The_guide_is_valid_and_names_its_schema()
    {
        Assert.That(SchemaErrors(YamlAsJson.Read(Guide.Yaml)), Is.Empty);
        Assert.That(Guide.Yaml, Does.StartWith("# yaml-language-server: $schema=topology.schema.json\n"));
    }

    [Test]
    public void The_guide_uses_every_key_of_the_schema()
    {
        var used = Places.Where(IsSection).SelectMany(place => ((JsonObject)place.Find(place.Root)!).Select(child => (place.Schema, child.Key))).ToHashSet();

        var unused = Places.Where(IsSection)
            .SelectMany(place => place.Schema.ActualProperties.Keys.Select(key => (place.Schema, Key: key)))
            .Where(key => !used.Contains(key))
            .Select(key => key.Key);

        Assert.That(Places.Count(IsSection), Is.GreaterThan(30));
        Assert.That(unused, Is.Empty);
    }

    [Test]
    public void Everything_in_the_schema_is_described() => Assert.Multiple(() =>
    {
        foreach (var place in Places.Where(IsSection))
        {
            Assert.That(place.Schema.Description, Is.Not.Empty, place.Path);
            foreach (var (key, property) in place.Schema.ActualProperties)
            {
                Assert.That(property.Description ?? property.ActualSchema.Description, Is.Not.Null.And.Not.Empty, $"{place.Path}.{key}");
            }
        }
    });

    [Test]
    public void Every_section_has_the_same_keys_in_the_schema_and_in_the_parser() => Assert.Multiple(() =>
    {
        foreach (var place in Places.Where(IsSection))
        {
            const string Key = "notAKeyAnywhere";
            var changed = place.WithKey(Key, 1);

            var error = ParserErrors(changed).SingleOrDefault(found => found.Path.EndsWith(Key, StringComparison.Ordinal));

            Assert.That(
                error?.Expected["one of the keys ".Length..].Split(", "),
                Is.EquivalentTo(place.Schema.ActualProperties.Keys),
                $"keys of {place.Path}");
            Assert.That(SchemaErrors(changed), Is.Not.Empty, $"the schema accepts an unknown key in {place.Path}");
        }
    });

    [Test]
    public void Every_key_is_required_by_both_or_by_neither() => Assert.Multiple(() =>
    {
        foreach (var place in Places.Where(IsSection))
        {
            foreach (var key in ((JsonObject)place.Find(place.Root)!).Select(child => child.Key))
            {
                var changed = place.WithoutKey(key);
                var required = place.Schema.RequiredProperties.Contains(key);
                var requiredByRule = RequiredByRules.Contains(key);

                Assert.That(SchemaErrors(changed), required ? Is.Not.Empty : Is.Empty, $"the schema without {place.Path}.{key}");
                Assert.That(ParserErrors(changed), required || requiredByRule ? Is.Not.Empty : Is.Empty, $"the parser without {place.Path}.{key}");
            }
        }
    });

    [Test]
    public void Values_of_a_wrong_type_or_out_of_range_are_refused_by_both() => Assert.Multiple(() =>
    {
        foreach (var place in Places.Where(place => place.Path.Length > 0))
        {
            foreach (var wrong in WrongValues(place.Schema))
            {
                var changed = place.With(wrong?.DeepClone());
                var what = $"{place.Path}: {wrong?.ToJsonString() ?? "null"}";

                Assert.That(SchemaErrors(changed), Is.Not.Empty, $"the schema accepts {what}");
                Assert.That(ParserErrors(changed).Select(error => error.Path), Has.Some.StartsWith(place.Path), $"the parser accepts {what}");
            }
        }
    });

    [Test]
    public void A_range_has_the_same_bounds_in_both() => Assert.Multiple(() =>
    {
        // Which CPU units there are depends on the capacity provider.
        var ranges = Places.Where(place => place.Schema is { Minimum: not null, Maximum: not null } && !place.Path.EndsWith("cpu", StringComparison.Ordinal)).ToList();
        Assert.That(ranges, Has.Count.GreaterThan(20));
        foreach (var place in ranges)
        {
            var error = ParserErrors(place.With(-1)).FirstOrDefault(found => string.Equals(found.Path, place.Path, StringComparison.Ordinal));

            Assert.That(error?.Expected, Does.EndWith($" from {place.Schema.Minimum:0} to {place.Schema.Maximum:0}"), place.Path);
        }
    });

    private static IEnumerable<JsonNode?> WrongValues(JsonSchema schema)
    {
        yield return null;
        yield return schema.Type.HasFlag(JsonObjectType.Array) ? new JsonObject() : new JsonArray();
        if (!schema.Type.HasFlag(JsonObjectType.String))
        {
            yield return "text";
        }

        if (schema.Type is JsonObjectType.String)
        {
            yield return 5;
            yield return "";
        }

        if (schema.Pattern is not null || schema.Enumeration.Count > 0)
        {
            yield return "\u00e9 !";
        }

        if (schema.Minimum is { } minimum)
        {
            yield return (long)minimum - 1;
        }

        if (schema.Maximum is { } maximum)
        {
            yield return (long)maximum + 1;
        }

        if (schema.MinItems > 0)
        {
            yield return new JsonArray();
        }
    }

    private static bool IsSection(SchemaPlace place) => place.Schema.ActualProperties.Count > 0;

    private static ICollection<NJsonSchema.Validation.ValidationError> SchemaErrors(JsonNode topology) => Schema.Validate(topology.ToJsonString());

    // JSON is YAML.
    private static ImmutableArray<TopologyError> ParserErrors(JsonNode topology)
    {
        try
        {
            TopologyFile.Parse(topology.ToJsonString(), "guide.json");
            return [];
        }
        catch (TopologyException exception)
        {
            return exception.Errors;
        }
    }

    private static JsonSchema Read()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "topologies", "topology.schema.json"));
        return JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();
    }
}
