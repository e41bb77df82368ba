using System.Text;

namespace Verification.Reports.Promotion.Markdown;

/// <summary>Text that others wrote, so that GitHub shows it and reads nothing into it: no markup, no HTML, no link, no mention, no end of a table cell.</summary>
internal static class MarkdownText
{
    // Full reports are for the page.
    private const int Longest = 400;

    public static string Of(string text)
    {
        var visible = VisibleText.Of(text, Longest, lines: false);
        var escaped = new StringBuilder(visible.Length + 16);
        for (var at = 0; at < visible.Length; at++)
        {
            var letter = visible[at];
            escaped.Append(letter switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",

                // GitHub looks for mentions and addresses after it has read backslashes; it does not look behind a comment.
                '@' => "@<!-- -->",
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '!' or '~' or '$' => $"\\{letter}",
                ':' when visible.AsSpan(at).StartsWith("://") => ":<!-- -->",
                'w' or 'W' when IsLink(visible, at) => $"{letter}<!-- -->",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }

    // www. at the beginning of a word.
    private static bool IsLink(string text, int at) =>
        text.AsSpan(at).StartsWith("www.", StringComparison.OrdinalIgnoreCase) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));
}
