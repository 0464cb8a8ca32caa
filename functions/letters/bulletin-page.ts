import type { BulletinDocument } from '../core/bulletin/document.ts';
import type { Annex, AnnexText, BulletinTable, HeadCell, TableCell, TableRow } from '../core/bulletin/table.ts';
import type { TrendMonth } from '../core/bulletin/trend.ts';
import { bulletinStyles } from './bulletin-styles.ts';

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
${trendFigure(document.trend)}
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
<p class="to">${escaped(addressee)}</p>
${sentences.map((sentence) => `<p class="said">${escaped(sentence)}</p>`).join('\n')}
<p class="list">附件：${annexes.map((annex, index) => `<a href="#annex-${index + 1}">${index + 1}．${escaped(annex.title)}</a>`).join('　')}</p>
<p class="sign"><span>${escaped(office)}</span><span>${escaped(date)}</span></p>
<p class="phone">（联系电话：${escaped(phone)}）</p>
</article>`;
}

/** Bars that people see at a glance and a screen reader hears as a table; no data is no bar. */
function trendFigure(trend: readonly TrendMonth[]): string {
  const most = Math.max(1, ...trend.map(({ value }) => value ?? 0));
  const rows = trend.map(({ title, value, words, now }) => {
    const bar =
      value === null
        ? '<span class="none"></span>'
        : `<span class="bar${now ? ' now' : ''}" style="width:${Math.round((value / most) * 1000) / 10}%"></span>`;
    return `<tr><th scope="row">${escaped(title)}</th><td class="track" aria-hidden="true">${bar}</td><td class="value">${escaped(words)}</td></tr>`;
  });
  return `<section class="trend">
<table><caption>近四个月发生事件数（深色为本期）</caption><tbody>${rows.join('')}</tbody></table>
<p class="note">件数后面是有数据的学校/应报学校。虚线框是没有数据，不是0。</p>
</section>`;
}

function annexSection({ label, title, blocks }: Annex): string {
  const drawn = blocks.map((block) => (block.is === 'table' ? tableHtml(block) : textHtml(block)));
  return `<section class="annex" id="annex-${escaped(label.replace(/\D/g, ''))}">
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
  return `<table class="figures${table.cards ? ' cards' : ''}" role="table">
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
  return under ? `${escaped(text)}<small>${escaped(under)}</small>` : escaped(text);
}

/** What stands over each column when the head is not shown: the month over the first of its columns, else its own head. */
function columnLabels({ head, widths }: BulletinTable): readonly string[] {
  const [top = [], bottom = []] = head;
  const own = bottom.map(({ text }) => text);
  const labels = top.flatMap(({ text, columns, rows }): string[] =>
    columns && !rows ? [text, ...own.splice(0, columns).slice(1)] : [text],
  );
  return labels.slice(0, widths.length);
}

function escaped(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
