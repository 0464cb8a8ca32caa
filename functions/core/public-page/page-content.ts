import { type PublicationKind, publicationKinds } from '../../../schemas/registers/publications.ts';
import { hotlineKind, type PageChange, type PublicPageState, type PublishedItem, type PublishedText } from './state.ts';

/** What the public page shows, as plain values: only what the ledger says was approved. */
export interface PageContent {
  readonly campaign: string;
  readonly office: string;
  readonly phone: string;
  /** Empty where none is named, or where it has no address. */
  readonly plan: string;
  readonly planLink: string;
  /** By 学段, in the order of the schools' years; schools in the order of their codes. */
  readonly hotlines: readonly {
    readonly stage: string;
    readonly lines: readonly { readonly name: string; readonly numbers: readonly string[] }[];
  }[];
  /** The six kinds in the plan's order, each newest first. */
  readonly sections: readonly { readonly kind: PublicationKind; readonly items: readonly ShownItem[] }[];
  /** 更新记录, newest first: what happened on one day to one kind of thing is one line. */
  readonly changes: readonly ShownChange[];
  /** The day of the last change, `YYYY-MM-DD`. */
  readonly changedOn: string;
}

export interface ShownItem extends Pick<PublishedItem, 'publishedOn' | 'updatedOn'> {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly link: string;
}

export interface ShownChange extends Pick<PageChange, 'on' | 'kind' | 'change'> {
  /** Titles, or names of schools. */
  readonly what: readonly string[];
}

/** The page as it stands. `texts`: the approved words, by the name that an item knows them by. */
export function pageContent(page: PublicPageState, texts: ReadonlyMap<string, PublishedText>): PageContent {
  const { campaign = '', office = '', phone = '', plan = '', planLink = '' } = page.office ?? {};
  const shown = page.items.filter(isShown);
  return {
    campaign,
    office,
    phone,
    plan,
    planLink,
    hotlines: hotlinesOf(page),
    sections: publicationKinds.map((kind) => ({
      kind,
      items: shown
        .filter((item) => item.kind === kind)
        .sort((a, b) => (newestDay(a) < newestDay(b) ? 1 : newestDay(a) > newestDay(b) ? -1 : 0))
        .flatMap((item) => itemOf(item, texts.get(item.text)) ?? []),
    })),
    changes: changesOf(page),
    changedOn: page.changes.at(-1)?.on ?? '',
  };
}

/** True while a piece of content is on the page. */
export function isShown({ withdrawnOn }: Pick<PublishedItem, 'withdrawnOn'>): boolean {
  return withdrawnOn === undefined;
}

function newestDay({ publishedOn, updatedOn }: PublishedItem): string {
  return updatedOn !== undefined && updatedOn > publishedOn ? updatedOn : publishedOn;
}

function itemOf(item: PublishedItem, text: PublishedText | undefined): ShownItem | undefined {
  if (!text) return undefined;
  const { publishedOn, updatedOn } = item;
  return {
    title: text.title,
    paragraphs: text.body.split('\n').filter((line) => line !== ''),
    link: text.link,
    publishedOn,
    ...(updatedOn === undefined ? {} : { updatedOn }),
  };
}

const stages = ['幼儿园', '小学', '初中', '九年一贯制', '完全中学', '高中', '中等职业'];

function hotlinesOf({ lines }: PublicPageState): PageContent['hotlines'] {
  const byStage = Map.groupBy(
    lines.filter(({ hotline }) => hotline !== ''),
    ({ stage }) => stage,
  );
  const place = (stage: string): number => (stages.includes(stage) ? stages.indexOf(stage) : stages.length);
  return [...byStage]
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([stage, of]) => ({ stage, lines: of.map(({ name, hotline }) => ({ name, numbers: hotline.split('、') })) }));
}

function changesOf({ changes, items }: PublicPageState): readonly ShownChange[] {
  const hidden = new Set(items.filter(({ titleHidden }) => titleHidden).map(({ number }) => number));
  const said = changes.map((it) => ({ ...it, what: hidden.has(it.number ?? '') ? '（标题已撤下）' : it.what }));
  const groups = Map.groupBy([...said].reverse(), (it, index) =>
    // Titles stand one by one; schools of one day together.
    it.kind === hotlineKind ? `${it.on} ${it.change}` : String(index),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [{ on: first.on, kind: first.kind, change: first.change, what: group.map(({ what }) => what).sort() }]
      : [];
  });
}
