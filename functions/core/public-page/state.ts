import type {
  PageLine,
  PageLinesSeen,
  PageOfficeChanged,
  PagePublished,
  PageWithdrawn,
} from '../../../schemas/events.ts';
import { localDate } from '../calendar.ts';

/** One piece of content that was published, as it was last approved. */
export interface PublishedItem {
  readonly number: string;
  kind: string;
  title: string;
  version: number;
  /** 发布日期 of its first approval, and the day on which another text took its place, `YYYY-MM-DD`. */
  readonly publishedOn: string;
  updatedOn?: string;
  /** Its words, as JSON in the ledger's attachments: `PublishedText`. */
  text: string;
  /** Since when it is off the page. */
  withdrawnOn?: string;
  /** 更新记录 does not name it any more. */
  titleHidden?: true;
}

/** What the ledger keeps of an approved text. */
export interface PublishedText {
  readonly kind: string;
  readonly title: string;
  /** Paragraphs, one a line. */
  readonly body: string;
  /** http or https; may be empty. */
  readonly link: string;
}

/** A line of 更新记录. */
export interface PageChange {
  /** The day on which the page changed, `YYYY-MM-DD`. */
  readonly on: string;
  readonly change: '发布' | '更新' | '撤下';
  /** 类别 of a piece of content, or what else of the page it is. */
  readonly kind: string;
  /** Title, or name of the school. */
  readonly what: string;
  /** 编号 of the content; absent where it is none. */
  readonly number?: string;
}

/** The public page as its events add up to. Plain data: it is saved as JSON with the rest of the state. */
export interface PublicPageState {
  office?: Pick<PageOfficeChanged, 'campaign' | 'office' | 'phone' | 'plan' | 'planLink'>;
  readonly items: PublishedItem[];
  /** One for each school with an accepted version, by code. */
  lines: PageLine[];
  /** Oldest first; only ever longer. */
  readonly changes: PageChange[];
  /** How many events there were: while it stays, so does the page. */
  events: number;
}

export type PageEvent = PagePublished | PageWithdrawn | PageOfficeChanged | PageLinesSeen;

/** Takes an event of the page in; twice is once. */
export function applyToPublicPage(before: PublicPageState | undefined, event: PageEvent): PublicPageState {
  const page = before ?? { items: [], lines: [], changes: [], events: 0 };
  if (apply(page, event)) page.events += 1;
  return page;
}

function apply(page: PublicPageState, event: PageEvent): boolean {
  switch (event.type) {
    case 'pagePublished':
      return publish(page, event);
    case 'pageWithdrawn':
      return withdraw(page, event);
    case 'pageOffice':
      return changeOffice(page, event);
    case 'pageLines':
      return changeLines(page, event);
  }
}

function publish(page: PublicPageState, event: PagePublished): boolean {
  const { at, number, kind, title, version, publishedOn, text } = event;
  const on = localDate(at);
  const known = page.items.find((item) => item.number === number);
  if (!known) {
    page.items.push({ number, kind, title, version, publishedOn, text });
    page.changes.push({ on, change: '发布', kind, what: title, number });
    return true;
  }
  if (known.version >= version) return false;
  const isBack = known.withdrawnOn !== undefined;
  const isOther = known.text !== text;
  delete known.withdrawnOn;
  delete known.titleHidden;
  Object.assign(known, { kind, title, version, text }, isOther ? { updatedOn: on } : {});
  if (isBack || isOther) page.changes.push({ on, change: isBack ? '发布' : '更新', kind, what: title, number });
  return true;
}

function withdraw({ items, changes }: PublicPageState, { at, number, on, hideTitle }: PageWithdrawn): boolean {
  const known = items.find((item) => item.number === number);
  if (!known || (known.withdrawnOn !== undefined && (known.titleHidden ?? false) === (hideTitle ?? false)))
    return false;
  if (known.withdrawnOn === undefined)
    changes.push({ on: localDate(at), change: '撤下', kind: known.kind, what: known.title, number });
  known.withdrawnOn ??= on;
  if (hideTitle) known.titleHidden = true;
  else delete known.titleHidden;
  return true;
}

const officeParts = { office: '工作机构', phone: '办公电话', plan: '综合治理方案' } as const;

function changeOffice(page: PublicPageState, event: PageOfficeChanged): boolean {
  const { at, campaign, office, phone, plan, planLink } = event;
  const now = { campaign, office, phone, plan, planLink };
  const { office: known } = page;
  if (known && JSON.stringify(known) === JSON.stringify(now)) return false;
  for (const [key, kind] of Object.entries(officeParts) as [keyof typeof officeParts, string][]) {
    const differs = known?.[key] !== now[key] || (key === 'plan' && known.planLink !== planLink);
    if (!differs || (now[key] === '' && (known?.[key] ?? '') === '')) continue;
    const change = known === undefined || known[key] === '' ? '发布' : now[key] === '' ? '撤下' : '更新';
    page.changes.push({ on: localDate(at), change, kind, what: now[key] || (known?.[key] ?? '') });
  }
  page.office = now;
  return true;
}

/** What 更新记录 calls a school's number. */
export const hotlineKind = '监督举报电话';

function changeLines(page: PublicPageState, { at, lines }: PageLinesSeen): boolean {
  const known = new Map(page.lines.map((line) => [line.school, line]));
  const fresh = lines.filter((line) => JSON.stringify(known.get(line.school)) !== JSON.stringify(line));
  for (const line of fresh) {
    const before = known.get(line.school)?.hotline ?? '';
    known.set(line.school, line);
    if (before === line.hotline) continue;
    const change = before === '' ? '发布' : line.hotline === '' ? '撤下' : '更新';
    page.changes.push({ on: localDate(at), change, kind: hotlineKind, what: line.name });
  }
  page.lines = [...known.values()].sort((a, b) => (a.school < b.school ? -1 : 1));
  return fresh.length > 0;
}
