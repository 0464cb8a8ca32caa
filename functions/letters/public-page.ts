import { dateTitle } from '../core/bulletin/words.ts';
import type { PageContent, ShownChange, ShownItem } from '../core/public-page/page-content.ts';
import { hotlineKind } from '../core/public-page/state.ts';
import { escapeHtml as escaped } from './escape-html.ts';
import { callLink } from './frame.ts';
import { publicStyles } from './public-styles.ts';

const heading = '学生欺凌防治工作信息公开';

/**
 * The public page (S1–S3, S48, S49) as one file of html that needs nothing from outside and runs nothing: for a telephone, a
 * desktop, a screen reader and paper.
 */
export function publicPage(content: PageContent): string {
  const { campaign, office } = content;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(`${heading}－${office}`)}</title>
<style>${publicStyles}</style>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header>
<div class="wide">
<p class="from">${escaped(office)}</p>
<h1>${heading}</h1>
<p class="campaign">${escaped(campaign)}</p>
</div>
</header>
${navigation(content)}
<main id="main" tabindex="-1" class="wide">
${helpSection(content)}
${officeSection(content)}
${hotlineSection(content)}
${contentSection(content)}
${changeSection(content)}
</main>
${footer(content)}
</body>
</html>
`;
}

function navigation({ sections }: PageContent): string {
  const kinds = sections.map(({ kind }, index) => [`kind-${index + 1}`, kind] as const);
  const places = [['office', '工作机构'], ['hotlines', '举报电话'], ...kinds, ['changes', '更新记录']] as const;
  const links = places.map(([id, title]) => `<li><a href="#${id}">${title}</a></li>`);
  return `<nav aria-label="本页内容"><ul class="wide">${links.join('')}</ul></nav>`;
}

function helpSection({ phone }: PageContent): string {
  return `<section class="help" aria-labelledby="help">
<h2 id="help">遇到或看到学生欺凌</h2>
<p>请告诉老师或家长，也可以打学校的<a href="#hotlines">监督举报电话</a>，或区里的办公电话 ${call(phone)}。</p>
<p>有人正在受到伤害，请立即拨打 <a class="call" href="tel:110">110</a>。</p>
</section>`;
}

function officeSection({ office, phone, plan, planLink }: PageContent): string {
  const lines = [
    ['工作机构', escaped(office)],
    ['办公电话', call(phone)],
    ...(plan === '' ? [] : [['综合治理方案', planLink === '' ? escaped(plan) : outside(planLink, escaped(plan))]]),
  ];
  return `<section aria-labelledby="office">
<h2 id="office">工作机构</h2>
<dl>${lines.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>
</section>`;
}

function hotlineSection({ hotlines, phone }: PageContent): string {
  const count = hotlines.reduce((sum, { lines }) => sum + lines.length, 0);
  const lead =
    count === 0
      ? `<p class="none">学校的电话还没有汇总到这里，请打办公电话 ${call(phone)} 询问。</p>`
      : `<p>来自各校最近报送的月报表。没有列出的学校，请打办公电话 ${call(phone)} 询问。</p>`;
  const tables = hotlines.map(
    ({ stage, lines }, index) => `<section class="stage" aria-labelledby="stage-${index + 1}">
<h3 id="stage-${index + 1}">${escaped(stage)}</h3>
<table class="phones" role="table" aria-labelledby="stage-${index + 1}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">学校</th><th role="columnheader" scope="col">${hotlineKind}</th></tr></thead>
<tbody role="rowgroup">
${lines.map(phoneRow).join('\n')}
</tbody>
</table>
</section>`,
  );
  return `<section aria-labelledby="hotlines">
<h2 id="hotlines">学校${hotlineKind}</h2>
${lead}
${tables.join('\n')}
</section>`;
}

/** Roles are said, because a wide screen shows the rows in two columns. */
function phoneRow({ name, numbers }: PageContent['hotlines'][number]['lines'][number]): string {
  return `<tr role="row"><th role="rowheader" scope="row">${escaped(name)}</th><td role="cell">${numbers.map(call).join('<br>')}</td></tr>`;
}

function contentSection({ sections }: PageContent): string {
  const kinds = sections.map(
    ({ kind, items }, index) => `<section class="kind" aria-labelledby="kind-${index + 1}">
<h3 id="kind-${index + 1}">${kind}</h3>
${items.length === 0 ? '<p class="none">目前没有发布。</p>' : items.map(article).join('\n')}
</section>`,
  );
  return `<section aria-labelledby="content">
<h2 id="content">信息发布</h2>
${kinds.join('\n')}
</section>`;
}

function article({ title, paragraphs, link, publishedOn, updatedOn }: ShownItem): string {
  const updated = updatedOn === undefined ? '' : `，${day(updatedOn)}更新`;
  const whole = link === '' ? '' : `<p>${outside(link, `查看全文<span class="unseen">：${escaped(title)}</span>`)}</p>`;
  return `<article>
<h4>${escaped(title)}</h4>
<p class="day">${day(publishedOn)}发布${updated}</p>
${paragraphs.map((paragraph) => `<p class="said">${escaped(paragraph)}</p>`).join('\n')}
${whole}
</article>`;
}

/** Lines of 更新记录 that are seen at once; the older ones stand behind a summary. */
const newest = 20;

function changeSection({ changes }: PageContent): string {
  const older = changes.slice(newest);
  const rest =
    older.length === 0
      ? ''
      : `<details><summary>更早的 ${older.length} 条记录</summary>\n${changeTable(older, '更早的更新记录')}\n</details>`;
  return `<section aria-labelledby="changes">
<h2 id="changes">更新记录</h2>
${changes.length === 0 ? '<p class="none">还没有更新。</p>' : changeTable(changes.slice(0, newest), '更新记录，新的在前')}
${rest}
</section>`;
}

function changeTable(changes: readonly ShownChange[], caption: string): string {
  const rows = changes.map(
    ({ on, kind, change, what }) =>
      `<tr role="row"><th role="rowheader" scope="row">${day(on)}</th>${[escaped(kind), change, what.map(escaped).join('、')].map((cell) => `<td role="cell">${cell}</td>`).join('')}</tr>`,
  );
  return `<table class="changes" role="table">
<caption class="unseen">${caption}</caption>
<thead role="rowgroup"><tr role="row">${['日期', '类别', '变化', '标题或学校'].map((title) => `<th role="columnheader" scope="col">${title}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">
${rows.join('\n')}
</tbody>
</table>`;
}

function footer({ office, phone, changedOn }: PageContent): string {
  const changed = changedOn === '' ? '' : `<p>最近更新：${day(changedOn)}</p>`;
  return `<footer>
<div class="wide">
<p>主办：${escaped(office)}　电话：${call(phone)}</p>
<p>发布的内容都经两人审核，没有学生和家长的个人信息。欢迎监督。</p>
${changed}
</div>
</footer>`;
}

function day(date: string): string {
  return `<time datetime="${escaped(date)}">${escaped(dateTitle(date))}</time>`;
}

/** A telephone number that can be dialled by touching it. */
function call(number: string): string {
  const link = callLink(number);
  return link === '' ? escaped(number) : `<a class="call" href="${escaped(link)}">${escaped(number)}</a>`;
}

/** A link to another place, with where it leads. */
function outside(link: string, words: string): string {
  const [, host = ''] = /^https?:\/\/([^/?#]+)/i.exec(link) ?? [];
  return `<a class="out" href="${escaped(link)}" rel="noopener noreferrer">${words}</a><small>（${escaped(host)}）</small>`;
}
