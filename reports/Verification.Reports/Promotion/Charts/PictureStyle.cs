namespace Verification.Reports.Promotion.Charts;

/// <summary>The colours of reports, and what pictures draw with them. Every pair of colours has a contrast of at least 4.5 to 1.</summary>
internal static class PictureStyle
{
    public const string Css = """
        :root{color-scheme:light;--page:#ffffff;--panel:#f6f8fa;--text:#1a1f24;--muted:#57606a;--edge:#d0d7de;--good:#116329;--bad:#a40e26;--warn:#7d4e00;--link:#0550ae;--band:#ffd7d5;--allowed:#dafbe1}
        @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--page:#0d1117;--panel:#161b22;--text:#e6edf3;--muted:#9da7b3;--edge:#3d444d;--good:#57d364;--bad:#ff9a93;--warn:#e3b341;--link:#79c0ff;--band:#67232a;--allowed:#0f3d20}}
        svg text{fill:var(--muted);font-size:12px}
        .grid{stroke:var(--edge);stroke-width:1}
        .axis{stroke:var(--muted);stroke-width:1}
        .mark{stroke:var(--text);stroke-width:1;stroke-dasharray:4 3}
        .band{fill:var(--band)}
        .allowed{fill:var(--allowed)}
        .series{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        .series.a,.interval.a{stroke:var(--link)}
        .series.b{stroke:var(--bad);stroke-dasharray:6 3}
        .series.c{stroke:var(--good);stroke-dasharray:2 4}
        .interval{stroke-width:4}
        .interval.b{stroke:var(--bad)}
        .dot.a{fill:var(--link)}
        .dot.b{fill:var(--bad)}
        .bar.good{fill:var(--good)}
        .bar.bad{fill:var(--bad)}
        .bar.open{fill:var(--warn)}

        """;
}
