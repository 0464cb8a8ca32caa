const black = `SimHei, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif`;
const title = `'方正小标宋简体', STZhongsong, 'Songti SC', 'Noto Serif CJK SC', SimSun, serif`;

/** How a bulletin looks on a screen of any width, by day and by night, and on paper; fonts by name only. */
export const bulletinStyles = `
:root { color-scheme: light dark; --ink: #1a1a1a; --quiet: #55606a; --line: #9aa5ae; --hair: #d5dce1; --red: #b00000; --blue: #1b5e86; --back: #eceff1; --paper: #fff; --head: #e9eef2; --total: #f4f6f8; --warn: #fff4f2; --then: #b4c6d3; --edge: #6d8799; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --quiet: #aab4bc; --line: #5a656e; --hair: #3c464e; --red: #ff8a80; --blue: #7fc0e8; --back: #101417; --paper: #1a2024; --head: #263038; --total: #20282e; --warn: #33201e; --then: #41525f; --edge: #8aa0b0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 17px/1.8 FangSong, '仿宋_GB2312', STFangsong, 'Songti SC', 'Noto Serif CJK SC', SimSun, serif; overflow-wrap: anywhere; }
.mark { position: sticky; top: 0; z-index: 1; margin: 0; padding: 8px 16px; text-align: center; color: var(--red); background: var(--warn); border-bottom: 2px solid var(--red); font-family: ${black}; line-height: 1.5; }
.mark span { display: inline-block; margin-left: 12px; font-size: 14px; }
main { max-width: 800px; margin: 0 auto; padding: 40px 64px 56px; background: var(--paper); }
h1 { margin: 0 0 20px; text-align: center; font: 400 28px/1.5 ${title}; text-wrap: balance; }
h1 span { display: block; }
h2 { margin: 0 0 12px; text-align: center; font: 400 22px/1.5 ${title}; }
h2.part { margin: 12px 0 4px; padding-left: 2em; text-align: left; font: 400 17px/1.8 ${black}; }
h3, caption, .label { font-family: ${black}; font-weight: 400; }
h3 { margin: 24px 0 4px; font-size: 17px; }
p { margin: 0 0 6px; }
.number { text-align: center; margin-bottom: 16px; }
.said { text-indent: 2em; text-align: justify; }
.list { margin-top: 16px; padding-left: 5em; text-indent: -3em; }
.list a { display: block; width: fit-content; text-indent: 0; color: var(--blue); }
.list a:first-of-type { display: inline-block; }
.sign { margin-top: 24px; display: flex; flex-direction: column; align-items: center; width: fit-content; margin-left: auto; margin-right: 2em; }
.phone { text-indent: 2em; }
.trend { margin-top: 28px; padding: 12px 16px; border: 1px solid var(--hair); border-radius: 6px; break-inside: avoid; }
.trend table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.6; }
.trend th { width: 10em; padding: 4px 8px 4px 0; text-align: left; font-weight: 400; white-space: nowrap; }
.trend small { margin-left: 6px; font-size: 13px; color: var(--quiet); }
.trend .first + .first > *, .trend tr:not(:first-child).first > * { padding-top: 12px; }
.trend .track { padding: 4px 0; border-left: 1px solid var(--line); }
.trend .bar { display: block; height: 18px; min-width: 2px; background: var(--then); border: 1px solid var(--edge); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.trend .lastYear { background: repeating-linear-gradient(135deg, var(--paper) 0 4px, var(--then) 4px 8px); }
.trend .now { background: var(--blue); border-color: var(--blue); }
.trend .none { display: block; width: 100%; height: 18px; border: 1px dashed var(--line); border-left: 0; }
.trend .value { width: 10em; padding: 4px 0 4px 12px; }
caption { padding: 0 0 6px; text-align: left; font-size: 16px; line-height: 1.5; }
.note { margin-top: 6px; font-size: 14px; line-height: 1.6; color: var(--quiet); }
.caution { padding: 8px 12px; border: 2px solid var(--red); color: var(--red); font-size: 15px; line-height: 1.6; }
.text { text-indent: 2em; }
.annex { margin-top: 48px; padding-top: 24px; border-top: 1px solid var(--line); }
.label { font-size: 17px; }
.figures { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 16px 0 8px; font-size: 14px; line-height: 1.45; font-variant-numeric: tabular-nums; }
.figures th, .figures td { padding: 4px 3px; border: 1px solid var(--line); text-align: center; font-weight: 400; }
.figures thead th { background: var(--head); font-family: ${black}; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.figures tbody th { text-align: left; padding-left: 6px; }
.figures small { display: block; font-size: 12px; line-height: 1.35; color: var(--quiet); }
.figures .quiet { color: var(--quiet); }
.figures .alarm { color: var(--red); font-weight: 700; }
.figures .total > * { background: var(--total); font-weight: 700; border-top-width: 2px; }
.figures .cover > * { background: var(--total); color: var(--quiet); }
@media screen and (max-width: 640px) {
  body { font-size: 16px; }
  main { padding: 24px 16px 40px; }
  h1 { font-size: 21px; }
  .figures { font-size: 13px; }
  .figures:not(.cards) { table-layout: auto; }
  .figures small { overflow-wrap: normal; word-break: keep-all; }
  .figures th, .figures td { padding: 4px 2px; }
  .trend { padding: 12px; }
  .trend table, .trend tbody, .trend caption { display: block; }
  .trend tr { display: grid; grid-template-columns: auto 1fr; margin-bottom: 8px; }
  .trend th, .trend .value { padding: 0; width: auto; }
  .trend .value { text-align: right; }
  .trend .track { grid-row: 2; grid-column: 1 / -1; padding: 2px 0; }
  .trend tr:not(:first-child).first { margin-top: 14px; }
  .trend tr:not(:first-child).first > * { padding-top: 0; }
  .figures.cards, .cards tbody { display: block; font-size: 15px; }
  .cards caption { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tbody tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(72px, 1fr)); border: 1px solid var(--line); border-radius: 6px; margin-bottom: 10px; padding-bottom: 4px; overflow: hidden; }
  .cards tbody th { grid-column: 1 / -1; padding: 6px 10px; border: 0; background: var(--head); font-weight: 700; }
  .cards td { border: 0; padding: 4px 2px; }
  .cards td::before { content: attr(data-label); display: block; font-size: 12px; line-height: 1.35; color: var(--quiet); font-weight: 400; }
  .cards .total > *, .cards .cover > * { border-top-width: 0; }
}
@media print {
  @page { size: A4; margin: 25mm 22mm 22mm; }
  body { background: none; font-size: 12pt; line-height: 1.7; }
  .mark { position: static; }
  main { max-width: none; padding: 6mm 0 0; }
  h2.part { font-size: 12pt; break-after: avoid; }
  .annex { break-before: page; margin-top: 0; border-top: 0; }
  .figures { font-size: 9.5pt; }
  .figures tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
