namespace Allure.Net.Commons;

/// <summary>Completes links that are an id only, by the pattern that the configuration has for their type.</summary>
internal static class LinkPatterns
{
    public static void Apply(IEnumerable<Link> links, IReadOnlySet<string> patterns)
    {
        foreach (var link in links)
        {
            var place = $"{{{link.type ?? LinkType.LINK}}}";
            if (patterns.FirstOrDefault(pattern => pattern.Contains(place, StringComparison.OrdinalIgnoreCase)) is { } pattern)
            {
                var url = pattern.Replace(place, link.url, StringComparison.OrdinalIgnoreCase);
                link.url = Uri.TryCreate(url, UriKind.Absolute, out var whole) ? whole.AbsoluteUri : url;
            }
        }
    }
}
