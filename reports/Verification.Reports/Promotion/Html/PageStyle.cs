using Verification.Reports.Promotion.Charts;

namespace Verification.Reports.Promotion.Html;

/// <summary>The page's style: dark and light, narrow and wide, and paper. Every pair of colours has a contrast of at least 4.5 to 1.</summary>
internal static class PageStyle
{
    public const string Css = "\n" + PictureStyle.Css + """
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        header,main,footer{max-width:76rem;margin:0 auto;padding:0 1rem}
        a{color:var(--link)}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{position:static}
        h1,h2,h3,h4{line-height:1.25;margin:1.5em 0 .5em}
        h1{margin:0;font-size:1.75rem}
        h2{border-bottom:1px solid var(--edge);padding-bottom:.25rem}
        .decision{margin:1rem 0;padding:1rem;border-radius:.5rem;color:#ffffff;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .decision p{margin:.25rem 0 0}
        .decision.promote{background:#116329}
        .decision.hold{background:#a40e26}
        .decision.unknown{background:#7d4e00}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
        .good{color:var(--good);font-weight:600}
        .bad{color:var(--bad);font-weight:600}
        .warn{color:var(--warn);font-weight:600}
        .muted{color:var(--muted)}
        .card{background:var(--panel);border:1px solid var(--edge);border-left:.4rem solid var(--warn);border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0;break-inside:avoid}
        .card.failed{border-left-color:var(--bad)}
        .card h3{margin:0 0 .5rem}
        dl{display:grid;grid-template-columns:minmax(5rem,max-content) minmax(0,1fr);gap:.15rem .75rem;margin:0}
        dt{color:var(--muted)}
        dd{margin:0;white-space:pre-wrap}
        table{border-collapse:collapse;width:100%;margin:.75rem 0}
        caption{text-align:left;color:var(--muted);padding-bottom:.25rem}
        th,td{border:1px solid var(--edge);padding:.35rem .5rem;text-align:left;vertical-align:top;min-width:3.5rem}
        thead th{background:var(--panel)}
        .stacks thead th{white-space:nowrap}
        .stacks tbody th{min-width:7rem}
        tbody th{font-weight:600}
        .scroll{overflow-x:auto}
        .scroll tbody th{white-space:nowrap}
        .scroll td{min-width:6rem}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:1rem}
        figure{margin:0;padding:.5rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--panel);break-inside:avoid}
        figcaption{font-weight:600}
        svg{display:block;width:100%;height:auto;max-width:32rem}
        details{margin:.5rem 0}
        summary{cursor:pointer;padding:.35rem 0;min-height:1.5rem}
        pre{white-space:pre-wrap;background:var(--panel);border:1px solid var(--edge);border-radius:.5rem;padding:.75rem;margin:.5rem 0}
        @media (max-width:44rem){
        table.stacks,.stacks tbody,.stacks tr,.stacks td,.stacks tbody th,.stacks caption{display:block;width:100%}
        .stacks thead{position:absolute;left:-99rem}
        .stacks tr{border:1px solid var(--edge);border-radius:.5rem;margin:.5rem 0;padding:.25rem .5rem}
        .stacks td,.stacks tbody th{border:0;padding:.15rem 0}
        .stacks td:empty{display:none}
        .stacks td::before{content:attr(data-label) ": ";color:var(--muted);font-weight:400}
        th,td{padding:.25rem .35rem}
        .scroll table{font-size:.875rem}
        .scroll tbody th{white-space:normal;overflow-wrap:normal;min-width:5.5rem}
        }
        @media print{
        nav,.skip{display:none}
        body{font-size:10pt}
        details::details-content{content-visibility:visible;height:auto}
        tr{break-inside:avoid}
        }

        """;
}
