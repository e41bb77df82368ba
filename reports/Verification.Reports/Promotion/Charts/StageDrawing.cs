using System.Collections.Immutable;
using Verification.Model.Checks;

namespace Verification.Reports.Promotion.Charts;

/// <summary>Draws the stages of a pipeline as bars over time, with a line where traffic was moved.</summary>
internal static class StageDrawing
{
    public const string Caption = "Stages over time; dashed lines are where traffic was moved";

    private const int Width = 400;
    private const int Row = 34;
    private const int Left = 10;
    private const int Right = 390;

    public static int HeightOf(ImmutableArray<ReleaseStage> stages) => (stages.Length * Row) + 36;

    public static string Describe(ImmutableArray<ReleaseStage> stages) =>
        string.Join("; ", stages.Select(stage => $"{stage.Name}: {stage.Status}, {(stage.Took is { } took ? Figures.Span(took) : "not ended")}"));

    public static void Draw(SvgWriter svg, string id, string title, string description, ImmutableArray<ReleaseStage> stages)
    {
        var begin = stages.Min(stage => stage.BeganAt);
        var end = stages.Max(stage => stage.BeganAt + (stage.Took ?? TimeSpan.Zero));
        var scale = Scale.Exact(0, (end - begin).TotalSeconds, Left, Right);
        svg.Picture(id, Width, HeightOf(stages), title, description, () =>
        {
            var top = 4.0;
            foreach (var stage in stages)
            {
                var from = scale.At((stage.BeganAt - begin).TotalSeconds);
                var to = scale.At((stage.BeganAt + (stage.Took ?? (end - stage.BeganAt)) - begin).TotalSeconds);
                svg.Label("start", Left, top + 11, $"{stage.Name}: {stage.Status}");
                svg.Box(stage.Outcome switch { Outcome.Passed => "bar good", Outcome.Failed => "bar bad", _ => "bar open" }, from, top + 16, Math.Max(2, to - from), 10);
                foreach (var moved in stage.Traffic)
                {
                    var at = scale.At((moved.At - begin).TotalSeconds);
                    svg.Line("mark", at, top + 13, at, top + 29);
                }

                top += Row;
            }

            svg.Line("axis", Left, top + 2, Right, top + 2);
            foreach (var tick in scale.Ticks)
            {
                svg.Label("middle", Math.Clamp(scale.At(tick), Left + 6, Right - 12), top + 16, Figures.Number(tick));
            }

            svg.Label("middle", (Left + Right) / 2.0, top + 30, "seconds since the first stage began");
        });
    }
}
