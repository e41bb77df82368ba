using System.Text;
using CsCheck;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ecr;
using Verification.Sandbox.Ecs.Health;
using Verification.Sandbox.Hosting;
using Verification.Wire;

namespace Verification.Tests.Fuzzing;

/// <summary>Each reader says what is wrong in its own words, and nothing else comes of any input.</summary>
public sealed class ParserFuzzTests
{
    private static readonly Operation[] Operations = [.. new OperationTable(Composition.Services) is var table ? table.Services.SelectMany(table.Of) : []];

    private static readonly string[] Words =
    [
        "curl", "/usr/bin/curl", "wget", "-f", "-sf", "-o", "/dev/null", "--fail", "--max-time", "5", "-X", "GET", "POST", "http://localhost:8083/health", "http://[::1]/", "http://localhost:99999/",
        "localhost", "||", "exit", "1", "0", "&&", ";", ">/dev/null", "2>&1", "'", "\"", "$PORT", "--spider", "-", "--", "", "\0", "http://", "://",
    ];

    private static readonly byte[] Manifest = Encoding.UTF8.GetBytes(
        $$$"""
        {"schemaVersion":2,"mediaType":"{{{ImageManifest.DockerImage}}}","config":{"mediaType":"c","size":2,"digest":"sha256:{{{new string('a', 64)}}}"},
         "layers":[{"mediaType":"l","size":9,"digest":"sha256:{{{new string('b', 64)}}}"}]}
        """);

    [Test]
    public void Json_is_read_or_refused()
    {
        var requests = new RandomRequests(["a"]);
        var bodies = Operations.Where(operation => operation.Service.Protocol is WireProtocol.Json11)
            .SelectMany(operation => FixedSamples.Of(Gen.OneOf(requests.Body(operation).SelectMany(Mutations.Of), Gen.Byte.Array[0, 80]), 60).Select(body => (operation, body)));
        var read = 0;

        foreach (var (operation, body) in bodies)
        {
            read += Reads(() => JsonCodec.Read(body, operation.RequestType, operation.Service)) ? 1 : 0;
        }

        Assert.That(read, Is.Positive);
    }

    [Test]
    public void Forms_are_read_or_refused()
    {
        var text = Gen.OneOf(FixedSamples.OneOf("Tags", "member", "1", "2", "0", "-1", "Key", "Value", "", "entry", "Targets", "Id", "Port", "Filter"), Gen.String[0, 5]);
        var key = text.Array[1, 5].Select(steps => string.Join('.', steps));
        var form = Gen.Select(key, text).Array[0, 6].Select(fields => fields.DistinctBy(field => field.Item1).ToDictionary(field => field.Item1, field => field.Item2, StringComparer.Ordinal));
        var read = 0;

        foreach (var operation in Operations.Where(operation => operation.Service.Protocol is not WireProtocol.Json11))
        {
            foreach (var fields in FixedSamples.Of(form, 80))
            {
                read += Reads(() => QueryCodec.ReadRequest(fields, operation.RequestType, operation.Service)) ? 1 : 0;
            }
        }

        Assert.That(read, Is.Positive);
    }

    [Test]
    public void Manifests_are_read_or_refused()
    {
        var read = 0;
        foreach (var bytes in FixedSamples.Of(Mutations.Of(Manifest), 4000))
        {
            try
            {
                ImageManifest.Parse(Encoding.UTF8.GetString(bytes), null);
                read++;
            }
            catch (AwsErrorException error)
            {
                Assert.That(error.Code, Is.EqualTo("InvalidParameterException"));
            }
        }

        Assert.That(read, Is.Positive);
    }

    [Test]
    public void Health_commands_are_understood_or_not()
    {
        var words = Gen.OneOf(FixedSamples.OneOf(Words), Gen.String[0, 6]).List[0, 8];
        var commands = Gen.Select(FixedSamples.OneOf("CMD", "CMD-SHELL", "NONE", ""), words, Gen.Bool, (kind, rest, joined) => joined ? [kind, string.Join(' ', rest)] : (List<string>)[kind, .. rest]);
        var understood = 0;

        foreach (var command in FixedSamples.Of(commands, 20_000))
        {
            if (HealthCommand.Parse(command) is { } health)
            {
                understood++;
                Assert.That(health.Port, Is.InRange(0, 65535), () => string.Join(' ', command));
                Assert.That(health.Path, Does.StartWith("/"), () => string.Join(' ', command));
            }
        }

        Assert.That(understood, Is.Positive);
    }

    private static bool Reads(Func<object> read)
    {
        try
        {
            return read() is not null;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
