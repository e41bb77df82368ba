using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verification.Load.Plans;

/// <summary>A profile under the name of its model: <c>{"open":{"shape":"500/s for 30 s","stages":[...]}}</c>.</summary>
internal sealed class LoadProfileJsonConverter : JsonConverter<LoadProfile>
{
    public override LoadProfile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Either>(ref reader, options) switch
        {
            { Open: { } open, Closed: null } => OpenProfile.Named(open.Shape, open.Stages),
            { Open: null, Closed: { } closed } => new ClosedProfile(closed.Connections, closed.For) { ThinkTime = closed.ThinkTime },
            _ => throw new JsonException("expected a profile: \"open\" or \"closed\", and one of them only"),
        };

    public override void Write(Utf8JsonWriter writer, LoadProfile value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        value switch
        {
            OpenProfile open => new Either(new Open(open.Shape, open.Stages), null),
            ClosedProfile closed => new Either(null, new Closed(closed.Connections, closed.For, closed.ThinkTime)),
            _ => throw new JsonException($"a profile of {value.Model} has no stored form"),
        },
        options);

    private sealed record Either(Open? Open = null, Closed? Closed = null);

    private sealed record Open(string Shape, ImmutableArray<RateStage> Stages);

    private sealed record Closed(int Connections, TimeSpan For, TimeSpan ThinkTime);
}
