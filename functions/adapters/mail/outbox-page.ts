import { dayTitle } from '../../../schemas/periods.ts';
import { outboxStyles } from './outbox-styles.ts';
import type { EmlHead } from './read-eml.ts';

/** A letter in the list; without `preview` it is listed only. */
export interface OutboxRow extends EmlHead {
  readonly file: string;
  readonly preview?: { readonly text: string; readonly html: string };
}

/** 发件箱/index.html: every letter, newest first, with what it says. No script, nothing from outside. */
export function outboxPage(rows: readonly OutboxRow[], stamp: string): string {
  const days = [...Map.groupBy(rows, (row) => row.date.slice(0, 10))];
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="anxiao-outbox" content="${stamp}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>发件箱（${rows.length} 封）</title>
<style>${outboxStyles}</style>
</head>
<body>
<main>
<h1>发件箱</h1>
<p class="lead">共 ${rows.length} 封，新的在前。写这些信时没有设置发信服务器（SMTP），信只存成文件，<strong>没有寄出</strong>。点“看信”可以预览${rows.some(listedOnly) ? '（较早的信只列出）' : ''}；点“打开邮件文件”可以用邮件程序打开、转发。</p>
${days.map(([day, letters]) => daySection(day, letters)).join('\n')}
</main>
</body>
</html>
`;
}

function listedOnly(row: OutboxRow): boolean {
  return row.preview === undefined;
}

function daySection(day: string, rows: readonly OutboxRow[]): string {
  const title = day === '' ? '没有日期' : `${day.slice(0, 4)}年${dayTitle(day)}`;
  return `<section>
<h2>${title} <span class="count">${rows.length} 封</span></h2>
<ol>
${rows.map(letterItem).join('\n')}
</ol>
</section>`;
}

function letterItem(row: OutboxRow): string {
  const subject = escapeHtml(row.subject === '' ? row.file : row.subject);
  return `<li>
<h3>${subject}</h3>
<p class="facts"><span><b>收件人</b> ${escapeHtml(row.to === '' ? '看不出' : row.to)}</span> <span><b>时间</b> ${timeOf(row)}</span> <span><b>状态</b> ${stateOf(row)}</span> <a href="${escapeHtml(encodeURIComponent(row.file))}">打开邮件文件</a></p>
${attachmentsOf(row)}${row.preview && row.preview.html !== '' ? previewOf(row.preview, subject) : ''}</li>`;
}

function attachmentsOf({ attachments = [] }: OutboxRow): string {
  if (attachments.length === 0) return '';
  return `<p class="facts"><span><b>附件</b> ${attachments.map(escapeHtml).join('、')}</span></p>\n`;
}

function timeOf({ date }: OutboxRow): string {
  return date === '' ? '看不出' : `<time datetime="${date}">${date.slice(11, 16)}</time>`;
}

function stateOf({ date, messageId }: OutboxRow): string {
  return date === '' || messageId === '' ? '不是本系统写的邮件' : '已存入发件箱，未寄出';
}

function previewOf({ text, html }: { readonly text: string; readonly html: string }, subject: string): string {
  return `<details><summary>看信</summary>
<iframe sandbox loading="lazy" title="${subject}" srcdoc="${escapeHtml(html)}"></iframe>
<details><summary>纯文本</summary>
<pre>${escapeHtml(text)}</pre>
</details>
</details>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
