using CsCheck;

namespace Verification.Tests.Fuzzing;

/// <summary>Ways to damage bytes that made sense.</summary>
internal static class Mutations
{
    private static readonly byte[][] Pieces =
    [
        "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "null"u8.ToArray(), "-1"u8.ToArray(),
        "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "true"u8.ToArray(), "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "&"u8.ToArray(), "="u8.ToArray(), "%00"u8.ToArray(),
        "%ED%A0%80"u8.ToArray(), ".member.1"u8.ToArray(), ".0"u8.ToArray(), "&#x0;"u8.ToArray(), "<!DOCTYPE x>"u8.ToArray(), [0], [0xFF], [0xED, 0xA0, 0x80], "\uFFFF"u8.ToArray(),
    ];

    public static Gen<byte[]> Of(byte[] valid) => Edit().List[0, 4].Select(edits => edits.Aggregate(valid, (bytes, edit) => edit(bytes)));

    private static Gen<Func<byte[], byte[]>> Edit() => Gen.OneOf(
        Gen.Select(Gen.Double.Unit, Gen.Byte, (at, value) => (Func<byte[], byte[]>)(bytes => Splice(bytes, at, 1, [value]))),
        Gen.Select(Gen.Double.Unit, Gen.Int[1, 30], (at, count) => (Func<byte[], byte[]>)(bytes => Splice(bytes, at, count, []))),
        Gen.Select(Gen.Double.Unit, Gen.Int[0, Pieces.Length - 1], (at, piece) => (Func<byte[], byte[]>)(bytes => Splice(bytes, at, 0, Pieces[piece]))),
        Gen.Select(Gen.Double.Unit, Gen.Int[0, Pieces.Length - 1], Gen.Int[1, 12], (at, piece, count) => (Func<byte[], byte[]>)(bytes => Splice(bytes, at, count, Pieces[piece]))),
        Gen.Double.Unit.Select(at => (Func<byte[], byte[]>)(bytes => bytes[..(int)(bytes.Length * at)])),
        Gen.Double.Unit.Select(at => (Func<byte[], byte[]>)(bytes => [.. bytes, .. bytes[(int)(bytes.Length * at)..]])));

    private static byte[] Splice(byte[] bytes, double at, int removed, byte[] added)
    {
        var from = (int)(bytes.Length * at);
        return [.. bytes[..from], .. added, .. bytes[Math.Min(bytes.Length, from + removed)..]];
    }
}
