using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Tests.Model.Explain;

namespace Verification.Tests.Model.Facts;

internal sealed class SnapshotJsonTests
{
    private static readonly string[] _letters = ["a", "é", "€", "\u0000", "\"", "\\", "/", "<", "\u2028", "𝄞", " ", "\n"];

    private static readonly string _healthy = SnapshotJson.Write(GuideFacts.Healthy);

    [Test]
    public void Snapshot_is_read_as_it_was_written()
    {
        var read = SnapshotJson.Read(_healthy);

        Assert.That(read, Is.EqualTo(GuideFacts.Healthy).UsingPropertiesComparer());
    }

    [Test]
    public void Facts_on_trouble_are_read_as_they_were_written_and_leave_no_trace_where_there_are_none()
    {
        var troubled = Troubles.Snapshot.Harness(connected: false, "no delegate");

        Assert.That(SnapshotJson.Read(SnapshotJson.Write(troubled)), Is.EqualTo(troubled).UsingPropertiesComparer());
        Assert.That(_healthy, Does.Not.Contain("stoppedTasks").And.Not.Contain("\"harness\""));
        Assert.That(SnapshotDiff.Compare(GuideFacts.Healthy, troubled), Is.Empty);
    }

    [Test]
    public void Any_snapshot_is_written_as_it_was_read() =>
        Gen.Int.Sample(seed => JsonNode.DeepEquals(JsonNode.Parse(SnapshotJson.Write(SnapshotJson.Read(Changed(seed)))), JsonNode.Parse(Changed(seed))));

    [Test]
    public void Any_end_before_the_last_brace_is_an_error() => Gen.Int[0, _healthy.Length - 1].Sample(length =>
    {
        try
        {
            SnapshotJson.Read(_healthy[..length]);
            return false;
        }
        catch (JsonException error)
        {
            return error.Message.StartsWith("the snapshot is cut off or not JSON: ", StringComparison.Ordinal);
        }
    });

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"formatVersion":"1"}""")]
    [TestCase("""{"formatVersion":1.5}""")]
    public void What_is_no_snapshot_is_an_error(string json) => AssertError(json, "expected a snapshot: an object with a formatVersion");

    [Test]
    public void Other_format_version_is_an_error_that_says_what_to_do() =>
        AssertError(With(root => root["formatVersion"] = 1), "expected a snapshot of formatVersion 2, found 1: take it again with this version of the tool");

    [Test]
    public void Same_member_twice_is_an_error() =>
        AssertError("""{"formatVersion":1,"formatVersion":1}""", "the snapshot is cut off or not JSON: ");

    [Test]
    public void Unknown_member_is_an_error_with_its_path() =>
        AssertError(With(root => Task(root)["mood"] = "fine"), "the snapshot is damaged at $.clusters[0].common.tasks.seen[1]", "mood");

    [Test]
    public void Member_in_other_letters_is_an_error() =>
        AssertError(With(root => root["Target"] = "x"), "the snapshot is damaged at $", "Target");

    [Test]
    public void Missing_member_is_an_error_with_its_path() =>
        AssertError(With(root => Task(root).Remove("healthStatus")), "the snapshot is damaged at $.clusters[0].common.tasks.seen[1]", "healthStatus");

    [Test]
    public void Null_where_there_must_be_a_text_is_an_error_with_its_path() =>
        AssertError(With(root => Task(root)["healthStatus"] = null), "the snapshot is damaged at $.clusters[0].common.tasks.seen[1]", "healthStatus");

    [Test]
    public void Text_where_there_must_be_a_number_is_an_error_with_its_path() =>
        AssertError(With(root => root["clusters"]![0]!["services"]![1]!["service"]!["seen"]!["runningCount"] = "2"), "$.clusters[0].services[1].service.seen.runningCount");

    [Test]
    public void Null_in_a_list_is_an_error_with_its_path() =>
        AssertError(With(root => root["clusters"]!.AsArray()[1] = null), "the snapshot is damaged at $.clusters[1]: expected a value, found null");

    [Test]
    public void Null_in_a_map_is_an_error_with_its_path() =>
        AssertError(With(root => Container(root)["environment"]!["REGION"] = null), ".taskDefinition.seen.container.seen.environment.REGION: expected a value, found null");

    [Test]
    public void Null_for_a_list_is_an_error_with_its_path() =>
        AssertError(With(root => Container(root)["ports"] = null), "$.clusters[0].common.taskDefinition.seen.container.seen.ports");

    [Test]
    public void Text_for_a_list_is_an_error_with_its_path() =>
        AssertError(With(root => Container(root)["ports"] = "8083"), ".taskDefinition.seen.container.seen.ports: expected a list, found String");

    [Test]
    public void Text_for_a_map_is_an_error_with_its_path() =>
        AssertError(With(root => Container(root)["environment"] = "REGION"), ".taskDefinition.seen.container.seen.environment: expected an object of texts, found String");

    [Test]
    public void Path_is_said_once() =>
        Assert.That(() => SnapshotJson.Read(With(root => Task(root)["mood"] = "fine")), Throws.TypeOf<JsonException>().With.Message.Not.Contains("Path: $"));

    [TestCase(typeof(Observation<string>), true)]
    [TestCase(typeof(List<string>), false)]
    [TestCase(typeof(string), false)]
    public void Only_observations_are_written_as_observations(Type type, bool expected) => Assert.That(new ObservationJsonConverterFactory().CanConvert(type), Is.EqualTo(expected));

    [Test]
    public void Trouble_that_nobody_looked_at_is_unavailable_and_may_be_looked_at_yet()
    {
        var nothing = TroubleFacts.NotLookedAt(GuideFacts.Healthy.TakenAt);

        Assert.That(nothing.Scaling, Is.EqualTo(new Observation<ScalingFact>.Unavailable("it was not looked at", true, new FactSource("nothing", null))));
        Assert.That(nothing.TakenAt, Is.EqualTo(GuideFacts.Healthy.TakenAt));
    }

    [Test]
    public void Observation_of_nothing_is_an_error() =>
        AssertError(With(root => root["caller"]!["seen"] = null), "the snapshot is damaged at $.caller.seen: expected a value, found null");

    [TestCase("""{"seen":{"account":"1","arn":"2"},"unavailable":"x","retriable":true,"source":{"call":"c","region":null}}""", "retriable seen source unavailable")]
    [TestCase("""{"unavailable":"x","source":{"call":"c","region":null}}""", "source unavailable")]
    [TestCase("""{"seen":{"account":"1","arn":"2"}}""", "seen")]
    [TestCase("""{"account":"1","arn":"2"}""", "account arn")]
    [TestCase("[]", "Array")]
    public void What_is_not_one_of_the_three_observations_is_an_error(string caller, string found) => AssertError(
        With(root => root["caller"] = JsonNode.Parse(caller)),
        $"the snapshot is damaged at $.caller: expected an observation (seen, absent, or unavailable with retriable; and a source), found {found}");

    [TestCase("""{"unavailable":7,"retriable":true,"source":{"call":"c","region":null}}""", "$.caller.unavailable")]
    [TestCase("""{"unavailable":"x","retriable":"yes","source":{"call":"c","region":null}}""", "$.caller.retriable")]
    [TestCase("""{"absent":null,"source":{"call":"c","region":null}}""", "$.caller.absent: expected a value, found null")]
    [TestCase("""{"absent":"x","source":null}""", "$.caller.source: expected a value, found null")]
    public void Observation_with_a_wrong_member_is_an_error_with_its_path(string caller, string expected) =>
        AssertError(With(root => root["caller"] = JsonNode.Parse(caller)), expected);

    [Test]
    public void List_that_was_never_filled_in_is_not_written()
    {
        var facts = GuideFacts.Healthy with { Roles = default };

        Assert.That(() => SnapshotJson.Write(facts), Throws.TypeOf<JsonException>().With.Message.Contains("a list of RoleFacts was never filled in"));
    }

    private static void AssertError(string json, params string[] parts)
    {
        var error = Assert.Throws<JsonException>(() => SnapshotJson.Read(json));
        foreach (var part in parts)
        {
            Assert.That(error.Message, Does.Contain(part));
        }
    }

    private static string With(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(_healthy)!.AsObject();
        change(root);
        return root.ToJsonString();
    }

    private static JsonObject Task(JsonObject root) => root["clusters"]![0]!["common"]!["tasks"]!["seen"]![1]!.AsObject();

    private static JsonNode Container(JsonObject root) => root["clusters"]![0]!["common"]!["taskDefinition"]!["seen"]!["container"]!["seen"]!;

    /// <summary>The healthy snapshot with other texts, numbers, lists and observations at random; of a seed always the same.</summary>
    private static string Changed(int seed)
    {
        var random = new Random(seed);
        var root = Change(JsonNode.Parse(_healthy)!, random, "")!;
        root["formatVersion"] = SnapshotJson.FormatVersion;
        root["takenAt"] = DateTimeOffset.UnixEpoch.AddSeconds(random.Next()).ToString("yyyy-MM-ddTHH:mm:sszzz", null);
        return root.ToJsonString(SnapshotJson.Options);
    }

    private static JsonNode? Change(JsonNode? node, Random random, string name) => node switch
    {
        not null when name is "retentionDays" or "priority" or "healthCheck" && random.Next(2) == 0 => null,
        JsonObject observation when observation["source"] is JsonObject && random.Next(10) == 0 =>
            random.Next(2) == 0 ? Rewritten.Absent(observation) : Rewritten.Unavailable(observation),
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, Change(part.Value, random, part.Key)))),
        JsonArray { Count: > 0 } items =>
            new JsonArray([.. Enumerable.Range(0, random.Next(items.Count + 2)).Select(_ => Change(items[random.Next(items.Count)], random, name))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => random.Next(2) == 0 ? value.DeepClone() : Text(random),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => random.Next(),
        _ => node?.DeepClone(),
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => _letters[random.Next(_letters.Length)]));
}
