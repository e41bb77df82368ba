using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Amazon.Runtime;
using CsCheck;
using Verification.Sandbox.Hosting;
using Verification.Wire;

namespace Verification.Tests.Fuzzing;

/// <summary>Requests of every operation that the sandbox has: of the right types, and with values that mostly make no sense.</summary>
/// <param name="names">What exists: names and ARNs that are mixed in.</param>
[SuppressMessage("Security", "CA5394", Justification = "Test data must be repeatable.")]
internal sealed class RandomRequests(IReadOnlyList<string> names)
{
    private const int Deepest = 4;

    private static readonly string[] Odd = ["", " ", "a", "*", "0", "-1", "arn:aws:ecs:::", "\u0000\uFFFF<&\"'>", "ä€😀", "../..", new('x', 3000), "{}", "null", "10.0.0.0/16", "80", "TAGS"];

    public Gen<byte[]> Body(Operation operation) => Gen.Int.Select(seed =>
        Write(Instance(operation.RequestType, operation.Service, Deepest, new Random(seed)), operation));

    public static byte[] Write(object request, Operation operation)
    {
        if (operation.Service.Protocol is not WireProtocol.Json11)
        {
            var fields = QueryCodec.WriteRequest(request, operation.Service).Prepend(new("Version", operation.Service.ApiVersion)).Prepend(new("Action", operation.Name));
            return System.Text.Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            JsonCodec.Write(writer, request, operation.Service);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private object Instance(Type type, ServiceDescription service, int depth, Random random)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType!.Namespace == service.ModelNamespace && property.GetSetMethod() is not null))
        {
            if (random.Next(3) > 0 && Value(property.PropertyType, service, depth, random) is { } value)
            {
                property.SetValue(instance, value);
            }
        }

        return instance;
    }

    private object? Value(Type type, ServiceDescription service, int depth, Random random)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(string) => Text(random),
            _ when plain == typeof(bool) => random.Next(2) == 0,
            _ when plain == typeof(int) => random.Next(3) > 0 ? random.Next(-1, 12) : Pick(random, 80, 8083, 65536, int.MaxValue, int.MinValue),
            _ when plain == typeof(long) => random.Next(3) > 0 ? random.Next(-1, 12) : Pick(random, long.MaxValue, long.MinValue),
            _ when plain == typeof(double) => Pick(random, -1, 0, 0.05, 5, 100, 1e300),
            _ when plain == typeof(DateTime) => Pick(random, DateTime.UnixEpoch, new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc)),
            _ when plain == typeof(MemoryStream) => new MemoryStream(new byte[random.Next(20)]),
            _ when typeof(ConstantClass).IsAssignableFrom(plain) => Constant(plain, random),
            { IsGenericType: true } when plain.GetGenericTypeDefinition() == typeof(List<>) => List(plain, service, depth, random),
            { IsGenericType: true } when plain == typeof(Dictionary<string, string>) => new Dictionary<string, string>(StringComparer.Ordinal) { [Text(random)] = Text(random) },
            _ when depth > 0 && plain.Namespace == service.ModelNamespace => Instance(plain, service, depth - 1, random),
            _ => null,
        };
    }

    private string Text(Random random) => random.Next(5) switch
    {
        0 => Pick(random, Odd),
        1 => random.GetHexString(random.Next(1, 9), lowercase: true),
        _ => names[random.Next(names.Count)],
    };

    private object Constant(Type type, Random random)
    {
        var known = type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == type).ToArray();
        return known.Length > 0 && random.Next(5) > 0 ? known[random.Next(known.Length)].GetValue(null)! : Activator.CreateInstance(type, Text(random))!;
    }

    private IList List(Type type, ServiceDescription service, int depth, Random random)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        for (var left = random.Next(4); left > 0; left--)
        {
            if (Value(type.GetGenericArguments()[0], service, depth, random) is { } element)
            {
                list.Add(element);
            }
        }

        return list;
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
