namespace ReleaseBot.Evaluation.Report;

/// <summary>How the report looks, in light and dark.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet. Colours of series keep their order: they were chosen to be told apart in it, also by colour-blind readers.</summary>
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #f9f9f7; --surface: #fcfcfb; --ink: #0b0b0b; --ink2: #52514e; --muted: #706f6a; --line: #e1e0d9; --axis: #c3c2b7;
          --s1: #2a78d6; --s2: #eb6834; --s3: #1baf7a; --good: #006300; --bad: #b42323; --mark: #eef3fb;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0d0d0d; --surface: #1a1a19; --ink: #ffffff; --ink2: #c3c2b7; --muted: #9a998f; --line: #2c2c2a; --axis: #4a4945;
            --s1: #3987e5; --s2: #d95926; --s3: #199e70; --good: #3fbf3f; --bad: #f07575; --mark: #1d2836;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
        h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
        h3 { font-size: 1rem; margin: 0 0 .25rem; }
        p { margin: .25rem 0 .75rem; max-width: 70ch; color: var(--ink2); }
        .settings { color: var(--muted); font-size: .85rem; overflow-wrap: anywhere; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0; padding: 0; list-style: none; }
        .tiles li, figure, .wide { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: .75rem .9rem; }
        .tiles b { display: block; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
        .tiles span { color: var(--ink2); font-size: .85rem; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
        figure { margin: 0; }
        figcaption { color: var(--ink2); font-size: .85rem; }
        svg { display: block; width: 100%; height: auto; margin-top: .5rem; }
        svg text { fill: var(--muted); font: 12px system-ui, sans-serif; }
        svg text.ink { fill: var(--ink); paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
        svg .grid { stroke: var(--line); } svg .axis { stroke: var(--axis); }
        svg .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        svg .mark { stroke: var(--surface); stroke-width: 2; }
        .line.s1, .rule.s1 { stroke: var(--s1); } .line.s2, .rule.s2 { stroke: var(--s2); } .line.s3, .rule.s3 { stroke: var(--s3); }
        .fill.s1 { fill: var(--s1); } .fill.s2 { fill: var(--s2); } .fill.s3 { fill: var(--s3); } .hit { fill: transparent; }
        .rule { stroke-dasharray: 3 3; }
        .key { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .85rem; color: var(--ink2); }
        .key i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .35rem; vertical-align: -1px; }
        i.s1 { background: var(--s1); } i.s2 { background: var(--s2); } i.s3 { background: var(--s3); }
        .wide { overflow-x: auto; padding: .25rem .5rem; } figure .wide { border: 0; padding: 0; margin-top: .5rem; }
        table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; width: 100%; }
        th, td { padding: .35rem .5rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { color: var(--ink2); font-weight: 600; vertical-align: bottom; white-space: normal; }
        th:first-child, td:first-child, .words { text-align: left; white-space: normal; }
        td:first-child { min-width: 7rem; } .ways td:first-child { min-width: 15rem; }
        tr:last-child td { border-bottom: 0; }
        tr.ours td { font-weight: 600; }
        .good { color: var(--good); } .bad { color: var(--bad); }
        details { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; }
        summary { cursor: pointer; padding: .5rem .8rem; overflow-wrap: anywhere; }
        summary code, .where { color: var(--muted); font-size: .8rem; overflow-wrap: anywhere; }
        .tag { display: inline-block; border: 1px solid var(--axis); border-radius: 99px; padding: 0 .5rem; font-size: .75rem; color: var(--ink2); margin-left: .25rem; }
        dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .35rem 1rem; margin: 0; padding: .25rem .9rem .9rem; font-size: .9rem; }
        dt { color: var(--muted); } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
        dd ol, dd ul { margin: 0; padding-left: 1.3rem; } dd li { margin-bottom: .4rem; } dd li.gold { background: var(--mark); border-radius: 4px; }
        @media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); gap: .1rem; } dt { margin-top: .4rem; } }
        """;
}
