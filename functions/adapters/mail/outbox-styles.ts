/** How 发件箱/index.html looks: one column from a phone to a desk, light and dark. */
export const outboxStyles = `
:root { color-scheme: light dark; --page: #eef2f5; --card: #fff; --ink: #1c2a36; --soft: #51606d; --line: #dde4ea; --link: #14557b; }
@media (prefers-color-scheme: dark) {
  :root { --page: #11161b; --card: #1c242c; --ink: #dfe6ec; --soft: #a9b7c3; --line: #36424d; --link: #8cc8ec; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.7 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 20px 12px 48px; }
h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.4; }
.lead { margin: 0 0 20px; color: var(--soft); }
.lead strong { color: var(--ink); }
h2 { margin: 24px 0 8px; font-size: 17px; }
.count { margin-left: 6px; font-weight: normal; color: var(--soft); }
ol { margin: 0; padding: 0; list-style: none; background: var(--card); border-radius: 10px; overflow: hidden; }
li { padding: 14px 16px; border-top: 1px solid var(--line); }
li:first-child { border-top: 0; }
h3 { margin: 0; font-size: 16px; line-height: 1.5; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 0 20px; margin: 4px 0 0; font-size: 14px; overflow-wrap: anywhere; }
.facts b { font-weight: normal; color: var(--soft); }
a { color: var(--link); }
summary { width: max-content; margin-top: 6px; padding: 4px 0; font-size: 15px; color: var(--link); cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
iframe { display: block; width: 100%; height: 720px; border: 1px solid var(--line); border-radius: 8px; resize: vertical; background: var(--page); }
pre { margin: 4px 0 0; padding: 12px; border: 1px solid var(--line); border-radius: 8px; font: inherit; font-size: 15px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { details, .facts a { display: none; } }
`;
