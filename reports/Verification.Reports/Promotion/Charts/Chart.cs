using System.Collections.Immutable;

namespace Verification.Reports.Promotion.Charts;

/// <summary>A picture of values over an axis, with what is laid over it.</summary>
internal sealed record Chart
{
    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What a reader sees in it, for one who cannot.</summary>
    public required string Description { get; init; }

    /// <summary>Of the vertical axis: <c>ms</c>.</summary>
    public required string Unit { get; init; }

    public required ImmutableArray<ChartSeries> Series { get; init; }

    /// <summary>The label under the horizontal axis.</summary>
    public string Axis { get; init; } = "seconds since the start";

    /// <summary>Named places of the horizontal axis; empty for round numbers.</summary>
    public ImmutableArray<(double At, string Label)> Places { get; init; } = [];

    /// <summary>Stretches of the horizontal axis that are shaded: failure windows.</summary>
    public ImmutableArray<(double From, double To)> Bands { get; init; } = [];

    /// <summary>Numbered lines across: what changed.</summary>
    public ImmutableArray<(double At, string Label)> Marks { get; init; } = [];
}

/// <param name="Name">For the legend.</param>
/// <param name="Style">a, b or c: colour and dashes.</param>
/// <param name="Points">From left to right; one that is not a number is a gap.</param>
internal sealed record ChartSeries(string Name, string Style, ImmutableArray<(double X, double Y)> Points)
{
    /// <summary>More than a screen has pixels is not seen.</summary>
    private const int Most = 1440;

    public static ChartSeries Of(string name, string style, IEnumerable<(double X, double Y)> points) => new(name, style, Thin([.. points]));

    /// <summary>The highest of every few, so that no peak is lost.</summary>
    private static ImmutableArray<(double X, double Y)> Thin(ImmutableArray<(double X, double Y)> points) =>
        points.Length <= Most ? points : [.. points.Chunk((points.Length + Most - 1) / Most).Select(few => few.MaxBy(point => point.Y))];
}
