/** Fonts by name only: what Chinese phones and desktops have. */
export const fontStack =
  "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/** Written into the elements when a template is compiled: mail programs that drop style sheets still show these. */
export const inlineStyles = `
  h1 { margin: 4px 0 0; font-size: 21px; line-height: 1.45; color: #14202b; }
  h2 { margin: 0; font-size: 18px; line-height: 1.5; color: #14202b; }
  h3 { margin: 20px 0 6px; font-size: 15px; line-height: 1.6; color: #14202b; }
  p { margin: 0 0 10px; }
  .office { margin: 0; font-size: 14px; color: #1b5e86; }
  .banner { margin: 0; padding: 12px 16px; border: 2px dashed #8a5a00; border-radius: 8px; font-size: 15px; color: #5c3c00; background-color: #fff6e0; }
  .status { margin: 8px 0 12px; }
  .alarm, .calm, .plain { display: inline-block; padding: 2px 12px; border-radius: 12px; font-size: 15px; font-weight: bold; }
  .alarm { color: #8c2a12; background-color: #fdeee8; }
  .calm { color: #17603c; background-color: #e8f5ec; }
  .plain { color: #14557b; background-color: #e6f1f8; }
  .facts { width: 100%; border-collapse: collapse; }
  .facts th { width: 84px; padding: 4px 8px 4px 0; font-size: 15px; font-weight: normal; text-align: left; vertical-align: top; color: #51606d; white-space: nowrap; }
  .facts td { padding: 4px 0; font-size: 15px; vertical-align: top; color: #1c2a36; overflow-wrap: anywhere; }
  .figures { width: 100%; border-collapse: collapse; }
  .figures th { padding: 6px 12px 6px 0; border-top: 1px solid #dde4ea; font-size: 15px; font-weight: normal; text-align: left; vertical-align: top; color: #51606d; overflow-wrap: anywhere; }
  .figures td { padding: 6px 0; white-space: nowrap; border-top: 1px solid #dde4ea; font-size: 15px; text-align: right; vertical-align: top; color: #1c2a36; }
  .was { font-size: 14px; color: #51606d; }
  .list { width: 100%; table-layout: fixed; margin: 8px 0 0; border-collapse: collapse; }
  .column { padding: 4px 8px 4px 0; font-size: 14px; font-weight: normal; text-align: left; color: #51606d; white-space: nowrap; }
  .cell { padding: 8px 8px 8px 0; border-top: 1px solid #dde4ea; font-size: 15px; font-weight: normal; line-height: 1.6; text-align: left; vertical-align: top; color: #1c2a36; overflow-wrap: anywhere; }
  .line { display: block; }
  .call { display: inline-block; max-width: 100%; }
  .steps { margin: 0; padding: 0 0 0 24px; }
  .steps li { margin: 0 0 6px; padding-left: 2px; }
  .findings { margin: 0; padding: 0 0 0 26px; }
  .findings li { margin: 0; padding: 10px 0 10px 2px; border-top: 1px solid #dde4ea; overflow-wrap: anywhere; }
  .severity { display: inline-block; margin-right: 6px; padding: 0 8px; border: 1px solid #9aa7b2; border-radius: 4px; font-size: 13px; line-height: 1.6; color: #3a4956; }
  .error { display: inline-block; margin-right: 6px; padding: 0 8px; border: 1px solid #b3391c; border-radius: 4px; font-size: 13px; line-height: 1.6; color: #8c2a12; font-weight: bold; }
  .period { display: inline-block; }
  .place { display: inline-block; font-size: 14px; color: #51606d; }
  .message { margin: 2px 0 0; font-size: 15px; color: #1c2a36; }
  .more { margin: 4px 0 0; font-size: 15px; }
  .footer { margin: 0; font-size: 13px; line-height: 1.7; color: #51606d; }
  a { color: #14557b; text-decoration: underline; }
`;

/** Said again for dark screens, over what was written into the elements. */
export const darkStyles = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page, .page > div { background-color: #11161b !important; }
    .card, .card > table { background: #1c242c !important; background-color: #1c242c !important; }
    .card h1, .card h2, .card h3, .card b { color: #f1f5f8 !important; }
    .card p, .card li, .card td, .card div { color: #dfe6ec !important; }
    .card .office { color: #8cc8ec !important; }
    .card .facts th, .card .figures th, .card .was, .card .column, .card .place, .foot .footer, .foot div { color: #a9b7c3 !important; }
    .card .alarm { color: #ffc4b0 !important; background-color: #4a2418 !important; }
    .card .calm { color: #a9e5c2 !important; background-color: #163a27 !important; }
    .card .plain { color: #a8d8f5 !important; background-color: #173447 !important; }
    .card .cell { color: #dfe6ec !important; }
    .card .figures th, .card .figures td, .card .cell, .card .findings li { border-color: #36424d !important; }
    .card .severity { color: #c6d1da !important; border-color: #6b7a87 !important; }
    .card .error { color: #ffc4b0 !important; border-color: #e0795a !important; }
    .banner { color: #ffe2a8 !important; background-color: #33290f !important; border-color: #b98a2c !important; }
    a { color: #8cc8ec !important; }
  }
`;
