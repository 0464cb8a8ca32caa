/** How the public page looks on a screen of any width, by day and by night, and on paper; fonts by name only. */
export const publicStyles = `
:root { color-scheme: light dark; --ink: #1b2530; --quiet: #4c5a68; --line: #c3ced9; --blue: #0b4f91; --back: #f1f5f9; --paper: #fff; --bar: #0c4a86; --on-bar: #fff; --head: #e6eef6; --help: #fff7e6; --help-line: #b45309; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8edf2; --quiet: #b0bdc9; --line: #435261; --blue: #8fc7f7; --back: #0f161d; --paper: #17212b; --bar: #123a5e; --on-bar: #f4f8fc; --head: #223140; --help: #2b2413; --help-line: #e0a94a; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--back); color: var(--ink); font: 1.0625rem/1.75 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif; overflow-wrap: anywhere; }
.wide { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--blue); text-underline-offset: 0.2em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--help-line); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { top: 0.5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { padding: 2.25rem 0 2rem; background: var(--bar); color: var(--on-bar); }
header p { margin: 0; }
h1 { margin: 0.35rem 0; font-size: 2rem; line-height: 1.35; font-weight: 700; text-wrap: balance; }
nav { border-bottom: 1px solid var(--line); background: var(--paper); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; padding-top: 0.25rem; padding-bottom: 0.25rem; }
nav a { display: inline-block; padding: 0.5rem 0; text-decoration: none; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
main { padding-top: 1.5rem !important; padding-bottom: 2.5rem !important; }
main > section { margin-bottom: 1.25rem; padding: 1.25rem 1.5rem 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.5rem; }
main > .help { background: var(--help); border-left: 0.375rem solid var(--help-line); }
h2 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.4; }
h3 { margin: 1.5rem 0 0.5rem; padding-left: 0.625rem; border-left: 0.25rem solid var(--blue); font-size: 1.125rem; line-height: 1.5; }
h4 { margin: 0; font-size: 1.0625rem; line-height: 1.6; }
p { margin: 0 0 0.5rem; }
.call { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; padding: 0.5rem 0; border-top: 1px solid var(--line); }
dl div:first-child { border-top: 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
small { font-size: 0.875rem; color: var(--quiet); }
.none, .day { color: var(--quiet); font-size: 0.9375rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.6; }
th, td { padding: 0.4rem 0.5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { background: var(--head); font-weight: 700; }
td a { display: inline-block; padding: 0.1rem 0; }
article { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
article:last-child { border-bottom: 0; padding-bottom: 0; }
.said { text-indent: 2em; }
.changes th:first-child, .changes td:nth-child(2), .changes td:nth-child(3) { white-space: nowrap; }
summary { padding: 0.75rem 0; cursor: pointer; color: var(--blue); }
footer { padding: 1.5rem 0 2rem; border-top: 1px solid var(--line); background: var(--paper); color: var(--quiet); font-size: 0.9375rem; }
footer p { margin: 0; }
@media screen and (min-width: 50rem) {
  .phones, .phones tbody { display: block; }
  .phones thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .phones tbody { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; }
  .phones tr { display: grid; grid-template-columns: 1fr 11rem; border-bottom: 1px solid var(--line); }
  .phones th, .phones td { border: 0; }
}
@media screen and (max-width: 40rem) {
  header { padding: 1.5rem 0 1.25rem; }
  h1 { font-size: 1.5rem; }
  .wide { padding: 0 1rem; }
  main.wide { padding: 0 0.75rem; }
  main > section { padding: 1rem; }
  dl div { grid-template-columns: 1fr; }
  .changes, .changes tbody { display: block; }
  .changes thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .changes tr { display: grid; grid-template-columns: auto auto 1fr; gap: 0 0.75rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .changes th, .changes td { padding: 0; border: 0; }
  .changes td:last-child { grid-column: 1 / -1; }
}
@media print {
  @page { size: A4; margin: 20mm 18mm; }
  body { background: none; font-size: 11pt; line-height: 1.6; }
  nav, .skip { display: none; }
  header { padding: 0 0 6mm; background: none; color: inherit; }
  h1 { font-size: 20pt; }
  .wide { max-width: none; padding: 0 !important; }
  main > section { padding: 0 0 4mm; border: 0; border-radius: 0; background: none; }
  main > .help { padding-left: 4mm; border-left: 1.5mm solid #666; }
  h2, h3, h4 { break-after: avoid; }
  tr, article { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  .out::after { content: '（' attr(href) '）'; font-size: 9pt; }
  .out + small { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { display: none; }
}
`;
