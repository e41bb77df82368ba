namespace Allure.Net.Commons;

/// <summary>The media types of what tests attach, by the file's extension.</summary>
internal static class MediaTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain", [".log"] = "text/plain", [".csv"] = "text/csv", [".html"] = "text/html", [".md"] = "text/markdown", [".xml"] = "application/xml",
        [".json"] = "application/json", [".yaml"] = "application/yaml", [".yml"] = "application/yaml", [".zip"] = "application/zip", [".pdf"] = "application/pdf",
        [".svg"] = "image/svg+xml", [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
    };

    public static string Of(string path) => ByExtension.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
}
