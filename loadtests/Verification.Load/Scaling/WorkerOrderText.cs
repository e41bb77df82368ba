using System.Text.Json;
using Verification.Load.Plans;
using Verification.Model.Facts;

namespace Verification.Load.Scaling;

/// <summary>An order as JSON, and as what fits into a variable of the environment: the JSON compressed, in Base64.</summary>
public static class WorkerOrderText
{
    public static string Write(WorkerOrder order) => JsonSerializer.Serialize(order, SnapshotJson.Options);

    /// <exception cref="LoadException">It is no order of this format version; the message says where and what was expected.</exception>
    public static WorkerOrder Read(string json)
    {
        try
        {
            return StoredJson.Read<WorkerOrder>(json, "load order", WorkerOrder.Version);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new LoadException(error.Message, error);
        }
    }

    public static string Encode(WorkerOrder order) => PackedText.Pack(Write(order));

    /// <param name="text">Base64 of the JSON, compressed (gzip) or not.</param>
    /// <exception cref="LoadException">It is something else.</exception>
    public static WorkerOrder Decode(string text)
    {
        try
        {
            return Read(PackedText.Unpack(text));
        }
        catch (FormatException error)
        {
            throw new LoadException($"expected a load order in Base64: {error.Message}", error);
        }
    }
}
