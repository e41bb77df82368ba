using Verification.Model.Explain;

namespace Verification.Reports.Promotion.Markdown;

/// <summary>Why, and what to do; commands stand in the text, where nothing in them can be read as markup.</summary>
internal static class WhyMarkdown
{
    private const int Most = 20;

    public static void Write(MarkdownWriter page, Explanation explanation)
    {
        if (explanation.Causes.IsEmpty && explanation.Unexplained.IsEmpty)
        {
            return;
        }

        page.Block("## Why, and what to do");
        foreach (var cause in explanation.Causes.Take(Most))
        {
            page.Block(string.Join('\n',
            [
                $"**{MarkdownText.Of(cause.Title)}** {MarkdownText.Of(cause.Subject.ToString())} ({MarkdownText.Of(cause.Id)}, {cause.Certainty.ToString().ToLowerInvariant()})",
                .. cause.For.Select(proof => $"- shown by {MarkdownText.Of(proof.ToString())}"),
                .. cause.Against.Select(proof => $"- against it {MarkdownText.Of(proof.ToString())}"),
                $"- to do {MarkdownText.Of(cause.Remedy)}",
                .. cause.See.Select(command => $"- see {MarkdownText.Of(command)}"),
                .. cause.Mend.Select(command => $"- mend {MarkdownText.Of(command)}"),
            ]));
        }

        foreach (var one in explanation.Unexplained.Take(Most))
        {
            page.Block(string.Join('\n',
            [
                $"**Unknown cause: {MarkdownText.Of(one.Finding.Title)}** for {MarkdownText.Of(one.Finding.Subject.ToString())}",
                .. one.Nearest.Select(proof => $"- nearby {MarkdownText.Of(proof.ToString())}"),
                .. one.Unread.Select(fact => $"- not read {MarkdownText.Of(fact)}"),
                $"- to do {MarkdownText.Of(one.Finding.Remedy)}",
            ]));
        }
    }
}
