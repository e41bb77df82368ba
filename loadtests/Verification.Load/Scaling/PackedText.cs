using System.IO.Compression;
using System.Text;

namespace Verification.Load.Scaling;

/// <summary>Text through a channel that takes little and only letters: gzip in Base64. Its checksum tells what came damaged.</summary>
internal static class PackedText
{
    // Larger than any report; what unpacks to more is no text of ours.
    private const int Most = 64 * 1024 * 1024;

    public static string Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <param name="text">Base64 of gzip, or of the text itself.</param>
    /// <exception cref="FormatException">It is something else, or damaged.</exception>
    public static string Unpack(string text)
    {
        var bytes = Convert.FromBase64String(text);
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return Encoding.UTF8.GetString(bytes);
        }

        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, whole.Length + read <= Most ? read : throw new FormatException($"it unpacks to more than {Most} bytes"));
            }

            return Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length);
        }
        catch (InvalidDataException error)
        {
            throw new FormatException($"it is damaged: {error.Message}", error);
        }
    }
}
