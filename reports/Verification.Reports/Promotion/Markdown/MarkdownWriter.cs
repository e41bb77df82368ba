using System.Collections.Immutable;
using System.Text;

namespace Verification.Reports.Promotion.Markdown;

/// <summary>Collects blocks up to a size; what has no room is counted, and told at the end.</summary>
internal sealed class MarkdownWriter(int mostBytes)
{
    // For the words about what was left out.
    private const int Reserve = 300;

    private readonly StringBuilder _text = new();
    private int _bytes;
    private int _leftOut;

    /// <summary>A block that is written whole or not at all; its texts are escaped already.</summary>
    public void Block(string text) => TryAppend(text.TrimEnd('\n') + "\n\n", rows: 1);

    /// <summary>A table whose last rows may have no room.</summary>
    public void Table(ImmutableArray<string> columns, IEnumerable<ImmutableArray<string>> rows)
    {
        var lines = rows.Select(Row).ToList();
        if (!TryAppend($"{Row(columns)}|{string.Concat(Enumerable.Repeat(" --- |", columns.Length))}\n", lines.Count))
        {
            return;
        }

        for (var at = 0; at < lines.Count; at++)
        {
            // After one that has no room none is written: a table with holes would say that there is nothing in between.
            if (!TryAppend(lines[at], lines.Count - at))
            {
                break;
            }
        }

        _text.Append('\n');
        _bytes++;
    }

    public override string ToString() => _leftOut == 0
        ? _text.ToString()
        : $"{_text}**{Figures.Number((long)_leftOut)} rows or paragraphs are left out here: a summary has room for {Figures.Number((long)mostBytes / 1024)} KiB. The HTML report has them all.**\n";

    private bool TryAppend(string text, int rows)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (_bytes + bytes > mostBytes - Reserve)
        {
            _leftOut += rows;
            return false;
        }

        _text.Append(text);
        _bytes += bytes;
        return true;
    }

    private static string Row(ImmutableArray<string> cells) => $"| {string.Join(" | ", cells.Select(MarkdownText.Of))} |\n";
}
