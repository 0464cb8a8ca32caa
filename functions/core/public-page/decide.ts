import type { School } from '../../../schemas/roster.ts';
import { foldName } from '../bulletin/approval.ts';
import { contentHash } from '../event-id.ts';
import { disclosureProblems } from './disclosure.ts';
import { isMeant, type PublicationRow, publishedBytes, textOf } from './publication-row.ts';
import type { PublishedItem, PublishedText } from './state.ts';

/** What a row is held against. */
export interface DecisionContext {
  /** The day it is in Shanghai. */
  readonly today: string;
  readonly roster: readonly School[];
  /** What was published so far. */
  readonly items: readonly PublishedItem[];
}

/** What becomes of a row of 信息公开. */
export type Decision = { readonly row: PublicationRow; readonly item?: PublishedItem } & (
  | { readonly is: 'publish'; readonly text: PublishedText; readonly version: number }
  | { readonly is: 'withdraw'; readonly on: string; readonly hideTitle: boolean }
  /** Nothing to be done: it is on the page, off it, or never was meant for it. */
  | { readonly is: 'stands' }
  /** Approved, and its day is not here yet. */
  | { readonly is: 'waiting'; readonly until: string }
  /** Nobody approved it yet; what is blank. */
  | { readonly is: 'draft'; readonly lacks: readonly string[] }
  /** Approved, and yet it cannot be followed: whole sentences that quote nothing. */
  | { readonly is: 'held'; readonly problems: readonly string[] }
);

/** Each row, in the order of the tab. What is on the page stays as it was approved until its row says otherwise, rightly. */
export function decidePublications(rows: readonly PublicationRow[], context: DecisionContext): readonly Decision[] {
  const published = new Map(context.items.map((item) => [item.number, item]));
  return rows.map((row) => {
    const { number } = row.values;
    const item = number === '' ? undefined : published.get(number);
    const about = { row, ...(item ? { item } : {}) };
    const same = number === '' ? [] : rows.filter(({ values }) => values.number === number);
    if (same.length > 1)
      return { ...about, is: 'held', problems: [`“编号”和别的行重复：一个编号只给一条内容，请只留一行。`] };
    return { ...about, ...decide(row, item, context) };
  });
}

type Decided = { [K in Decision['is']]: Omit<Extract<Decision, { is: K }>, 'row' | 'item'> }[Decision['is']];

function decide(row: PublicationRow, item: PublishedItem | undefined, context: DecisionContext): Decided {
  const { withdrawnOn, hideTitle, version = 1 } = row.values;
  if (withdrawnOn !== undefined) {
    if (!item) return { is: 'stands' };
    const hides = hideTitle === '是';
    if (withdrawnOn <= context.today && (item.withdrawnOn === undefined || hides !== (item.titleHidden ?? false)))
      return { is: 'withdraw', on: withdrawnOn, hideTitle: hides };
    if (item.withdrawnOn !== undefined) return { is: 'stands' };
  }
  const text = textOf(row);
  if (!item) return isMeant(row) ? approve(row, text, version, context) : { is: 'draft', lacks: lacksOf(row) };
  if (item.withdrawnOn !== undefined)
    return version > item.version
      ? approve(row, text, version, context)
      : {
          is: 'held',
          problems: ['已经撤下；要重新公开，审核人看过以后把“版次”加 1，不公开的，请把“撤下日期”填回去。'],
        };
  if (version > item.version) return approve(row, text, version, context);
  if (version < item.version)
    return { is: 'held', problems: [`“版次”是 ${version}，小于已公开的第 ${item.version} 版：页上还是已公开的文字。`] };
  if (contentHash(publishedBytes(text)) === item.text) return { is: 'stands' };
  return {
    is: 'held',
    problems: ['公开以后又改了文字，页上还是审核过的：审核人看过新的文字，把“版次”加 1 才换上；不换的，请改回去。'],
  };
}

function approve(row: PublicationRow, text: PublishedText, version: number, context: DecisionContext): Decided {
  const problems = [...rowProblems(row), ...disclosureProblems(text, context.roster)];
  if (problems.length > 0) return { is: 'held', problems };
  const { publishedOn = '' } = row.values;
  return publishedOn > context.today ? { is: 'waiting', until: publishedOn } : { is: 'publish', text, version };
}

function rowProblems({ values: { number, drafter, reviewer, publishedOn } }: PublicationRow): readonly string[] {
  return [
    ...(number === '' ? ['“编号”没有填。'] : []),
    ...(drafter === '' ? ['“拟稿人”没有填。'] : []),
    ...(reviewer === '' ? ['“审核人”没有填。'] : []),
    ...(publishedOn === undefined ? ['“发布日期”没有填。'] : []),
    ...(drafter !== '' && foldName(drafter) === foldName(reviewer)
      ? ['“审核人”和拟稿人是同一个人：拟稿和审核要两个人。']
      : []),
  ];
}

function lacksOf({ values: { number, drafter, reviewer, publishedOn } }: PublicationRow): readonly string[] {
  return [
    ...(drafter === '' ? ['拟稿人'] : []),
    ...(reviewer === '' ? ['审核人'] : []),
    ...(publishedOn === undefined ? ['发布日期'] : []),
    ...(number === '' ? ['编号'] : []),
  ];
}
