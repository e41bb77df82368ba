using System.Globalization;
using System.Text;

namespace Verification.Reports.Promotion;

/// <summary>
/// A text that others wrote, fit for a page: what cannot be seen is made visible, so that nothing hides or turns around what stands beside it, and what
/// is too long is cut with a word about it.
/// </summary>
internal static class VisibleText
{
    public const int Longest = 4000;

    private const char Replacement = '\uFFFD';

    /// <param name="text">Any.</param>
    /// <param name="longest">How much of it.</param>
    /// <param name="lines">Whether line breaks and tabs stay as they are.</param>
    public static string Of(string? text, int longest = Longest, bool lines = true)
    {
        if (text is null)
        {
            return "";
        }

        var cut = text.Length <= longest ? text.Length : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        var visible = new StringBuilder(cut);
        foreach (var rune in text.AsSpan(0, cut).EnumerateRunes())
        {
            Append(visible, rune, lines);
        }

        if (cut < text.Length)
        {
            visible.Append(CultureInfo.InvariantCulture, $"… ({text.Length - cut:#,0} more characters)");
        }

        return visible.ToString();
    }

    private static void Append(StringBuilder visible, Rune rune, bool lines)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control when rune.Value is '\n' or '\t':
                visible.Append(lines ? (char)rune.Value : ' ');
                break;

            // Unicode has a picture for each of the old ones.
            case UnicodeCategory.Control when rune.Value < 0x20:
                visible.Append((char)(0x2400 + rune.Value));
                break;
            case UnicodeCategory.Control when rune.Value == 0x7F:
                visible.Append('\u2421');
                break;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                visible.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
                break;

            // XML has no room for these.
            case UnicodeCategory.OtherNotAssigned when (rune.Value & 0xFFFE) == 0xFFFE:
                visible.Append(Replacement);
                break;
            default:
                visible.Append(rune.ToString());
                break;
        }
    }
}
