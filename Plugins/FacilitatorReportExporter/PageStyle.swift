/// The look of the page. System fonts only; ink and paper colours pass WCAG AA (4.5:1 for text, 3:1 for marks).
enum PageStyle {
    static let css = """
        :root { --ink: #1b2733; --soft: #4a5866; --line: #d4dbe2; --accent: #17507f; --pale: #8db3d6; }
        @page { margin: 10mm 12mm; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #eef1f4; color: var(--ink); font: 10pt/1.35 system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif; }
        .sheet { max-width: 210mm; margin: 1.5rem auto; padding: 11mm 13mm; background: #fff; }
        p, h1, h2, ol, table { margin: 0; }
        header { display: flex; justify-content: space-between; align-items: flex-end; gap: 2rem; border-bottom: 2px solid var(--accent); padding-bottom: .45rem; }
        .kicker { color: var(--accent); font-size: 8pt; font-weight: 600; letter-spacing: .09em; text-transform: uppercase; }
        h1 { font-size: 18pt; line-height: 1.15; font-weight: 700; letter-spacing: -.01em; overflow-wrap: anywhere; }
        .period { text-align: right; flex: none; max-width: 40%; font-size: 9pt; color: var(--soft); overflow-wrap: anywhere; }
        .period strong { font-size: 11pt; color: var(--ink); }
        .facts { margin-top: .35rem; font-size: 9pt; color: var(--soft); overflow-wrap: anywhere; }
        .summary { margin-top: .25rem; font-size: 10.5pt; }
        h2 { font-size: 10.5pt; font-weight: 700; color: var(--accent); margin: .8rem 0 .25rem; }
        table { width: 100%; border-collapse: collapse; font-size: 9pt; }
        th { text-align: left; font-weight: 400; }
        thead th { font-size: 7.5pt; color: var(--soft); padding: 0 .5rem .15rem 0; border-bottom: 1px solid var(--ink); vertical-align: bottom; }
        tbody th, tbody td { padding: .24rem .5rem .24rem 0; vertical-align: middle; }
        tbody tr.first th, tbody tr.first td { border-top: 1px solid var(--line); }
        tbody tr.first:first-child th, tbody tr.first:first-child td { border-top: 0; }
        .rates { table-layout: fixed; }
        .c1 { width: 14.2%; } .c2 { width: 9%; } .c3 { width: 16%; } .c4 { width: 12.2%; } .c5 { width: 19.4%; }
        .wide .c3 { width: 22%; } .wide .c5 { width: 20.5%; }
        .rates th[scope=row] { line-height: 1.2; overflow-wrap: anywhere; }
        .name { font-weight: 600; display: block; }
        .group { padding-left: .7rem; display: block; }
        .name + .small { display: block; }
        .small { font-size: 7.5pt; color: var(--soft); font-weight: 400; line-height: 1.2; }
        .small b { font-weight: 600; color: var(--ink); }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .rates td.n .small, .sure .small, .trend .small, .data .small { display: block; }
        .rate { text-align: right; line-height: 1.1; font-size: 12pt; font-weight: 700; font-variant-numeric: tabular-nums; }
        .sure .small { white-space: nowrap; } .sure .other { white-space: normal; }
        .sure svg { display: block; width: 100%; height: 11px; }
        .track { fill: #e3e8ed; }
        .band { fill: var(--pale); }
        .band.loose { fill: #fff; stroke: #6b8cab; stroke-width: 1; stroke-dasharray: 2 1.5; }
        .mark { stroke: var(--accent); stroke-width: 3; }
        .none { color: var(--soft); font-style: italic; }
        .trend { white-space: nowrap; } .trend .small { white-space: normal; }
        .trend svg { display: block; width: 60px; height: 20px; }
        .trend polyline { fill: none; stroke: #51697f; stroke-width: 1.4; stroke-linejoin: round; stroke-linecap: round; }
        .trend circle { fill: var(--accent); }
        .trend .lone { fill: #51697f; }
        tbody td.data { padding-right: 0; }
        .state { display: flex; align-items: center; gap: .35rem; font-weight: 600; font-size: 8.5pt; line-height: 1.15; }
        .state svg { flex: none; width: 11px; height: 11px; }
        .state path { fill: none; stroke: #fff; stroke-width: 1.6; stroke-linecap: round; }
        .good { color: #1d6b41; } .good circle { fill: #1d6b41; }
        .partial { color: #7a4b00; } .state .fill { fill: #9a5f00; stroke: none; }
        .bad { color: #a11d21; } .bad rect { fill: #a11d21; }
        .unknown { color: var(--soft); } .state .ring { fill: none; stroke: #4a5866; stroke-width: 1.4; } .state .dash { stroke: #4a5866; }
        .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.4rem; }
        .problems { padding-left: 1.1rem; font-size: 9pt; line-height: 1.3; overflow-wrap: anywhere; }
        .problems li { margin-bottom: .35rem; }
        .problems li::marker { font-weight: 700; color: var(--accent); }
        .problems .small { display: block; } .who b { font-weight: 600; }
        .files { font-size: 8pt; }
        .files th[scope=row] { min-width: 6.2rem; overflow-wrap: anywhere; line-height: 1.2; }
        .files tbody th, .files tbody td { padding-top: .12rem; padding-bottom: .12rem; }
        .files .n { padding-right: 0; padding-left: .4rem; }
        .total th, .total td { border-top: 1px solid var(--line); font-weight: 600; }
        .columns p { font-size: 9pt; margin-top: .25rem; overflow-wrap: anywhere; }
        .columns p.small { font-size: 7.5pt; }
        footer { margin-top: .7rem; padding-top: .35rem; border-top: 1px solid var(--line); font-size: 7.5pt; line-height: 1.3; color: var(--soft); }
        .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .medium tbody th, .medium tbody td { padding-top: .13rem; padding-bottom: .13rem; }
        .dense tbody th, .dense tbody td { padding-top: .06rem; padding-bottom: .06rem; }
        .dense .rates { font-size: 8pt; }
        .dense .rates th[scope=row] { line-height: 1.15; }
        .dense .name, .dense .name + .small { display: inline; }
        .dense .group { line-height: 1.1; }
        .dense .c1 { width: 13.2%; } .dense .c2 { width: 8%; } .dense .c3 { width: 14.8%; }
        .dense .data .small { line-height: 1.05; }
        .dense .rates td.n .small, .dense .sure .small, .dense .trend .small { line-height: 1.05; }
        .dense .rate { font-size: 10pt; }
        .dense .state { font-size: 7.5pt; }
        .dense .trend svg { height: 14px; }
        .dense .sure svg { height: 9px; }
        .dense .problems, .dense .columns p { font-size: 8pt; line-height: 1.18; }
        .dense .problems .small { display: inline; }
        .dense .problems li { margin-bottom: .2rem; }
        .dense h1 { font-size: 15pt; } .dense .summary { font-size: 9.5pt; } .dense .facts { font-size: 8pt; }
        .dense .small, .dense footer, .dense .columns p.small { font-size: 7pt; }
        .dense footer { margin-top: .4rem; line-height: 1.2; }
        .dense h2 { margin-top: .55rem; }
        @media (max-width: 640px) {
          .sheet { padding: 1rem; margin: 0; }
          header, .columns { display: block; }
          .period { text-align: left; max-width: none; }
          .rates thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
          .rates, .rates tbody, .rates tr, .rates th[scope=row], .rates td { display: block; width: auto; text-align: left; }
          .rates tr { padding: .4rem 0; }
          .files .n { padding-left: .2rem; } .files thead th { font-size: 6.5pt; padding-right: 0; } .files, .total { font-size: 7pt; } .files th[scope=row] { min-width: 0; }
        }
        @media print {
          body { background: #fff; }
          .sheet { max-width: none; margin: 0; padding: 0; }
          .sheet + .sheet { break-before: page; }
          tr, li { break-inside: avoid; }
        }
        """
}
