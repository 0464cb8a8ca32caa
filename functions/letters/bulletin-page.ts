import type { BulletinDocument } from '../core/bulletin/document.ts';
import { isHeading } from '../core/bulletin/headings.ts';
import type { Annex, AnnexText, BulletinTable, HeadCell, TableCell, TableRow } from '../core/bulletin/table.ts';
import type { TrendMonth } from '../core/bulletin/trend.ts';
import { bulletinStyles } from './bulletin-styles.ts';
import { escapeHtml as escaped } from './escape-html.ts';

/** A bulletin as one page of html that needs nothing from outside: for a telephone, a desktop and paper. */
export function bulletinPage(document: BulletinDocument): string {
  const { title, mark, code } = document;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escaped(`${mark === '' ? '' : '草稿：'}${title.join('')}`)}</title>
<style>${bulletinStyles}${mark === '' ? '' : runningMark(`${mark}　草稿编号 ${code}`)}</style>
</head>
<body>
${mark === '' ? '' : `<p class="mark" role="note"><strong>${escaped(mark)}</strong> <span>草稿编号 ${escaped(code)}</span></p>\n`}<main>
${pageOne(document)}
${document.trend.length === 0 ? '' : trendFigure(document.trend)}
${document.annexes.map(annexSection).join('\n')}
</main>
</body>
</html>
`;
}

/** The mark at the top of every printed sheet after the first: pages of a draft get separated. */
function runningMark(words: string): string {
  return `@page { @top-center { content: "${words}"; color: #b00000; font-size: 10pt; } } @page :first { @top-center { content: none; } }\n`;
}

function pageOne({ title, number, addressee, sentences, annexes, office, date, phone }: BulletinDocument): string {
  return `<article>
<h1>${title.map((line) => `<span>${escaped(line)}</span>`).join('')}</h1>
${number === '' ? '' : `<p class="number">${escaped(number)}</p>`}
${addressee === '' ? '' : `<p class="to">${escaped(addressee)}</p>`}
${sentences.map((it) => (isHeading(it) ? `<h2 class="part">${escaped(it)}</h2>` : `<p class="said">${escaped(it)}</p>`)).join('\n')}
<p class="list">附件：${annexes.map((annex) => `<a href="#${anchorOf(annex)}">${escaped(annex.label.replace(/\D/g, ''))}．${escaped(annex.title)}</a>`).join('')}</p>
<p class="sign"><span>${escaped(office)}</span><span>${escaped(date)}</span></p>
<p class="phone">（联系电话：${escaped(phone)}）</p>
</article>`;
}

/** Bars that people see at a glance and a screen reader hears as a table; no data is no bar. */
function trendFigure(trend: readonly TrendMonth[]): string {
  const most = Math.max(1, ...trend.map(({ value }) => value ?? 0));
  const rows = trend.map(({ title, value, words, of }, index) => {
    const bar =
      value === null
        ? '<span class="none"></span>'
        : `<span class="bar ${of}" style="width:${Math.round((value / most) * 1000) / 10}%"></span>`;
    const first = trend[index - 1]?.of !== of;
    return `<tr${first ? ' class="first"' : ''}><th scope="row">${escaped(title)}${first ? `<small>${pairWords[of]}</small>` : ''}</th><td class="track" aria-hidden="true">${bar}</td><td class="value">${escaped(words)}</td></tr>`;
  });
  return `<section class="trend">
<table><caption>各月发生事件数：${[...new Set(trend.map(({ of }) => pairWords[of]))].join('、')}</caption><tbody>${rows.join('')}</tbody></table>
<p class="note">件数后面是有数据的学校/应报学校：覆盖不同的月份不能直接比较，可比增减见附件1。虚线框是没有数据，不是0。</p>
</section>`;
}

const pairWords: Readonly<Record<TrendMonth['of'], string>> = { lastYear: '上年同期', before: '上期', now: '本期' };

function anchorOf({ label }: Annex): string {
  return `annex-${label.replace(/\D/g, '')}`;
}

function annexSection(annex: Annex): string {
  const { label, title, blocks } = annex;
  const drawn = blocks.map((block) => (block.is === 'table' ? tableHtml(block) : textHtml(block)));
  return `<section class="annex" id="${anchorOf(annex)}">
<p class="label">${escaped(label)}</p>
<h2>${escaped(title)}</h2>
${drawn.join('\n')}
</section>`;
}

function textHtml({ is, text }: AnnexText): string {
  return is === 'heading' ? `<h3>${escaped(text)}</h3>` : `<p class="${is}">${escaped(text)}</p>`;
}

function tableHtml(table: BulletinTable): string {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const columns = table.widths.map((width) => `<col style="width:${Math.round((width / whole) * 1000) / 10}%">`);
  const labels = columnLabels(table);
  return `<table class="figures${isRead(table) ? ' cards' : ''}" role="table">
<caption>${escaped(table.caption)}</caption>
<colgroup>${columns.join('')}</colgroup>
<thead role="rowgroup">${table.head.map((cells) => `<tr role="row">${cells.map(headHtml).join('')}</tr>`).join('')}</thead>
<tbody role="rowgroup">
${table.rows.map((row) => rowHtml(row, labels)).join('\n')}
</tbody>
</table>`;
}

function headHtml({ text, under, columns, rows }: HeadCell): string {
  const spans = `${columns ? ` colspan="${columns}"` : ''}${rows ? ` rowspan="${rows}"` : ''}`;
  const scope = columns ? 'colgroup' : 'col';
  return `<th role="columnheader" scope="${scope}"${spans}>${twoLines(text, under)}</th>`;
}

function rowHtml({ sort, cells }: TableRow, labels: readonly string[]): string {
  const [head, ...rest] = cells;
  const body = rest.map((cell, index) => cellHtml(cell, labels[index + 1] ?? ''));
  return `<tr role="row" class="${sort}"><th role="rowheader" scope="row">${twoLines(head?.text ?? '', head?.under)}</th>${body.join('')}</tr>`;
}

function cellHtml({ text, under, tone }: TableCell, label: string): string {
  return `<td role="cell" data-label="${escaped(label)}"${tone ? ` class="${tone}"` : ''}>${twoLines(text, under)}</td>`;
}

function twoLines(text: string, under: string | undefined): string {
  const lines = under?.split('\n').map((line) => `<small>${escaped(line)}</small>`) ?? [];
  return `${escaped(text)}${lines.join('')}`;
}

/** On a telephone: row by row, where rows are matters of their own or there are more columns than it has room for. */
function isRead({ cards, widths }: BulletinTable): boolean {
  return cards || widths.length > 5;
}

/** What stands over each column when the head is not shown: `9月发生`, or the head that spans both rows. */
function columnLabels({ head }: BulletinTable): readonly string[] {
  const [top = [], bottom = []] = head;
  const own = bottom.map(({ text }) => text);
  return top.flatMap(({ text, under, columns, rows }): string[] => {
    if (columns && !rows) return own.splice(0, columns).map((it) => `${text.replace(/（.*?）/, '')}${it}`);
    return [under && /\d/.test(under) ? `${text} ${under}` : text];
  });
}
