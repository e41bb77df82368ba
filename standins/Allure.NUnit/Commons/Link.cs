namespace Allure.Net.Commons;

public class Link
{
    public string? name { get; set; }

    public string? url { get; set; }

    public string? type { get; set; }

    public static Link Issue(string? name, string url) => new() { name = name, type = LinkType.ISSUE, url = url };

    public static Link Issue(string url) => Issue(null, url);

    public static Link Tms(string? name, string url) => new() { name = name, type = LinkType.TMS_ITEM, url = url };

    public static Link Tms(string url) => Tms(null, url);
}
