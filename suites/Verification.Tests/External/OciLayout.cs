using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Verification.Tests.External;

/// <summary>A folder with one small image, as the OCI image specification lays it out: made by hand, so that no builder is needed.</summary>
internal sealed class OciLayout : IDisposable
{
    private OciLayout(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Digest of the image that <c>index.json</c> names.</summary>
    public string Digest => (string)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "index.json")))!["manifests"]![0]!["digest"]!;

    public string ManifestFile => Path.Combine(Folder, "blobs", "sha256", Digest["sha256:".Length..]);

    public static OciLayout Empty() => new(Directory.CreateTempSubdirectory("oci-").FullName);

    /// <summary>An image for linux/amd64 with one layer; the content makes it another image.</summary>
    public static OciLayout Of(string tag, string content)
    {
        var layout = Empty();
        Directory.CreateDirectory(Path.Combine(layout.Folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(layout.Folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");

        // A tar archive without entries is two blocks of zeros; what comes after them is not read.
        var tar = new byte[2048];
        Encoding.UTF8.GetBytes(content, tar.AsSpan(1024));
        var layer = layout.Add("application/vnd.oci.image.layer.v1.tar+gzip", Gzip(tar));
        var config = layout.Add("application/vnd.oci.image.config.v1+json", Encoding.UTF8.GetBytes(
            $$$"""{"architecture":"amd64","os":"linux","config":{"Labels":{"content":"{{{content}}}"}},"rootfs":{"type":"layers","diff_ids":["{{{DigestOf(tar)}}}"]}}"""));
        var manifest = layout.Add("application/vnd.oci.image.manifest.v1+json", Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{config}},"layers":[{{layer}}]}"""));
        manifest["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
        File.WriteAllText(Path.Combine(layout.Folder, "index.json"), $$"""{"schemaVersion":2,"manifests":[{{manifest}}]}""");
        return layout;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private JsonObject Add(string mediaType, byte[] content)
    {
        var digest = DigestOf(content);
        File.WriteAllBytes(Path.Combine(Folder, "blobs", "sha256", digest["sha256:".Length..]), content);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = content.Length };
    }

    private static string DigestOf(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Gzip(byte[] content)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return result.ToArray();
    }
}
